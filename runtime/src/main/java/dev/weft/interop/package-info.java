/** Bridges to the futures, executors, publishers and clients of the JDK. */
@NullMarked
package dev.weft.interop;

import org.jspecify.annotations.NullMarked;
