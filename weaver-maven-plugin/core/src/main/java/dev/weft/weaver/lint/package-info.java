/** Finds in byte code what compiles and is a mistake all the same. */
@NullMarked
package dev.weft.weaver.lint;

import org.jspecify.annotations.NullMarked;
