package dev.weft.benchmarks.kotlin

import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext

/** The end of a chain of suspend functions: what it came to. */
class End : Continuation<Any?> {
    private var result: Result<Any?>? = null

    override val context: CoroutineContext
        get() = EmptyCoroutineContext

    override fun resumeWith(result: Result<Any?>) {
        this.result = result
    }

    /** The value, which must be there. */
    fun value(): Any? = result!!.getOrThrow()
}
