/**
 * The weaver as a Maven plugin: goals that weave and goals that look, thin over {@code
 * dev.weft.weaver}.
 */
@NullMarked
package dev.weft.maven;

import org.jspecify.annotations.NullMarked;
