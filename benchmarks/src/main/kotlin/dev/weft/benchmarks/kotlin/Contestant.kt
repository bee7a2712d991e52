package dev.weft.benchmarks.kotlin

import java.util.concurrent.atomic.AtomicInteger
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.sync.withPermit

/** Kotlin's channels and locks, used by coroutines that have no parent, as tasks have none. */
class Contestant private constructor(private val context: CoroutineContext) {
    companion object {
        /** On the default dispatcher, which the JVM's options give two threads. */
        @JvmStatic
        fun onTwoWorkers() = Contestant(Dispatchers.Default)

        /** On the event loop of the thread that calls. */
        @JvmStatic
        fun onOneThread() = Contestant(EmptyCoroutineContext)
    }

    @OptIn(DelicateCoroutinesApi::class)
    private suspend fun start(work: suspend () -> Unit): Job =
        GlobalScope.launch(currentCoroutineContext()[ContinuationInterceptor]!!) { work() }

    private fun root(work: suspend () -> Unit) = runBlocking(context) { work() }

    fun mpsc(producers: Int, each: Int, capacity: Int) = root {
        val channel = Channel<Int>(capacity)
        repeat(producers) { start { for (i in 0 until each) channel.send(i) } }
        repeat(producers * each) { channel.receive() }
    }

    fun pingPong(pairs: Int, times: Int) = root {
        repeat(times) {
            val done = CompletableDeferred<Unit>()
            val left = AtomicInteger(pairs)
            repeat(pairs) { start { pair(left, done) } }
            done.await()
        }
    }

    private suspend fun pair(left: AtomicInteger, done: CompletableDeferred<Unit>) {
        val ping = CompletableDeferred<Unit>()
        val pong = CompletableDeferred<Unit>()
        start {
            ping.await()
            pong.complete(Unit)
        }
        ping.complete(Unit)
        pong.await()
        if (left.decrementAndGet() == 0) done.complete(Unit)
    }

    fun mutex(tasks: Int, each: Int) = root {
        val lock = Mutex()
        var counter = 0
        val all = List(tasks) { start { repeat(each) { lock.withLock { counter++ } } } }
        all.forEach { it.join() }
        check(counter == tasks * each)
    }

    fun semaphore(tasks: Int, each: Int, permits: Int) = root {
        val semaphore = Semaphore(permits)
        val all = List(tasks) { start { repeat(each) { semaphore.withPermit {} } } }
        all.forEach { it.join() }
    }
}
