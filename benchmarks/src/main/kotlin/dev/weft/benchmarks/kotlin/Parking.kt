package dev.weft.benchmarks.kotlin

import kotlin.coroutines.Continuation
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlin.coroutines.resume

/** Where suspend functions suspend, and the loop that resumes them. */
class Parking {
    private var waiting: Continuation<Unit>? = null

    /** A recursion whose innermost call suspends once. */
    suspend fun chain(depth: Int): Int {
        if (depth == 1) {
            pause()
            return 1
        }
        return chain(depth - 1) + 1
    }

    /** A call that suspends many times. */
    suspend fun loop(times: Int): Int {
        var sum = 0
        for (i in 0 until times) {
            pause()
            sum += i
        }
        return sum
    }

    /** Suspends once. */
    suspend fun pause() =
        suspendCoroutineUninterceptedOrReturn<Unit> {
            waiting = it
            COROUTINE_SUSPENDED
        }

    /** What a call comes to that is suspended, once it is resumed as often as that takes. */
    fun resumed(suspended: Any?, end: End): Any? {
        check(suspended == COROUTINE_SUSPENDED)
        while (true) {
            val next = waiting ?: return end.value()
            waiting = null
            next.resume(Unit)
        }
    }
}
