/** Says in words what becomes of async methods, and why. */
@NullMarked
package dev.weft.weaver.explain;

import org.jspecify.annotations.NullMarked;
