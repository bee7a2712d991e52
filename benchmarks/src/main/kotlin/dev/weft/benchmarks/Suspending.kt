@file:JvmName("Suspending")

/** The benchmarks' work as Kotlin's suspend functions. */
package dev.weft.benchmarks

import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext

/** Gets the end of a chain of suspend functions. */
class End : Continuation<Any?> {
    private var result: Result<Any?>? = null

    override val context: CoroutineContext
        get() = EmptyCoroutineContext

    override fun resumeWith(result: Result<Any?>) {
        this.result = result
    }

    /** The value, once it is there. */
    fun value(): Any? = result!!.getOrThrow()
}

suspend fun chain(depth: Int, base: Int): Int = if (depth == 0) base else chain(depth - 1, base) + 1
