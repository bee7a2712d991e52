@file:JvmName("Loops")

package dev.weft.benchmarks.kotlin

import java.util.function.Supplier
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn

/** A loop around a suspend function that is always ready. */
suspend fun readyCalls(times: Int): Int {
    var x = 1
    for (i in 0 until times) {
        x = step(x)
    }
    return x
}

private suspend fun step(x: Int): Int = mix(x)

/** A loop around the lowest leaf there is, which is always ready. */
suspend fun readyLeaf(source: Supplier<Int>, times: Int): Int {
    var x = 0
    for (i in 0 until times) {
        x += suspendCoroutineUninterceptedOrReturn<Int> { source.get() }
    }
    return x
}

private fun mix(x: Int): Int {
    var y = x xor (x shl 13)
    y = y xor (y ushr 17)
    return y xor (y shl 5)
}
