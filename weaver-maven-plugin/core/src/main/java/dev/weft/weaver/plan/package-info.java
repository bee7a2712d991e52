/** What is decided about a method before anything is written. */
@NullMarked
package dev.weft.weaver.plan;

import org.jspecify.annotations.NullMarked;
