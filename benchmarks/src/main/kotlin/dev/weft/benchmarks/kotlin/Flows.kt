@file:JvmName("Flows")

package dev.weft.benchmarks.kotlin

import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.runBlocking

/** Adds up what a flow lets through, on the thread that calls. */
fun sum(elements: List<Int>, limit: Int): Long = runBlocking {
    var sum = 0L
    elements
        .asFlow()
        .map { it * 3 }
        .filter { it and 1 == 0 }
        .take(limit)
        .collect { sum += it }
    sum
}
