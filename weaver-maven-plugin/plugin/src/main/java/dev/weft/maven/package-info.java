/** The weaver as a Maven plugin: two goals, thin over {@code dev.weft.weaver}. */
@NullMarked
package dev.weft.maven;

import org.jspecify.annotations.NullMarked;
