/** Reads what a class file says of Weft. */
@NullMarked
package dev.weft.weaver.scan;

import org.jspecify.annotations.NullMarked;
