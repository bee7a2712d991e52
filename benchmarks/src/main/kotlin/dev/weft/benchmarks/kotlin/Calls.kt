@file:JvmName("Calls")

package dev.weft.benchmarks.kotlin

/** A recursion in which nothing suspends. */
suspend fun chain(depth: Int, base: Int): Int = if (depth == 0) base else chain(depth - 1, base) + 1

/** The same, which a subclass may override. */
open class OpenCalls {
    open suspend fun chain(depth: Int, base: Int): Int =
        if (depth == 0) base else chain(depth - 1, base) + 1
}
