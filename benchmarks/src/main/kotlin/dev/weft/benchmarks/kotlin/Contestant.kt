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
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.sync.withPermit
import kotlinx.coroutines.yield

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

    /** Children of one scope, each of which lets others run once. */
    fun join(futures: Int, times: Int) = root {
        repeat(times) {
            val all = coroutineScope { List(futures) { async { number(it) } }.awaitAll() }
            check(all.size == futures)
        }
    }

    private suspend fun number(n: Int): Int {
        yield()
        return n
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

    /** Through a shared flow that has a sender wait rather than a receiver miss a value. */
    fun broadcast(receivers: Int, batches: Int, batch: Int) = root {
        val flow = MutableSharedFlow<Int>(extraBufferCapacity = batch)
        val left = Left()
        val all =
            List(receivers) { start { flow.take(batches * batch).collect { left.one() } } }
        flow.subscriptionCount.first { it == receivers }
        repeat(batches) {
            left.count.set(receivers * batch)
            for (value in 0 until batch) flow.emit(value)
            left.none.receive()
        }
        all.forEach { it.join() }
    }

    /** Through a state flow, whose readers begin with the value that it has. */
    fun watch(readers: Int, changes: Int) = root {
        val flow = MutableStateFlow(0)
        val left = Left()
        left.count.set(readers)
        val all = List(readers) { start { flow.take(changes + 1).collect { left.one() } } }
        left.none.receive()
        for (change in 1..changes) {
            left.count.set(readers)
            flow.value = change
            left.none.receive()
        }
        all.forEach { it.join() }
    }

    /** How many values have still to be received, and who waits for the last one. */
    private class Left {
        val count = AtomicInteger()
        val none = Channel<Unit>(1)

        fun one() {
            if (count.decrementAndGet() == 0) none.trySend(Unit)
        }
    }
}
