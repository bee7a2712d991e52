@file:JvmName("Failures")

package dev.weft.benchmarks.kotlin

/** What the innermost call throws. */
class Wanted : RuntimeException() {
    companion object {
        private const val serialVersionUID = 1L
    }
}

suspend fun caught(depth: Int): Int =
    try {
        failing(depth)
    } catch (e: Wanted) {
        0
    }

private suspend fun failing(depth: Int): Int {
    if (depth == 0) {
        throw Wanted()
    }
    return failing(depth - 1) + 1
}

suspend fun caughtLater(depth: Int, parking: Parking): Int =
    try {
        failingLater(depth, parking)
    } catch (e: Wanted) {
        0
    }

private suspend fun failingLater(depth: Int, parking: Parking): Int {
    if (depth == 0) {
        parking.pause()
        throw Wanted()
    }
    return failingLater(depth - 1, parking) + 1
}
