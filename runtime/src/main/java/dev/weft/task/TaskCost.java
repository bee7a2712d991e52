package dev.weft.task;

import java.time.Duration;

/**
 * What the polls of a task have cost, as far as the runtime's own threads made them. Blocking work,
 * and what an eager method does before its first suspension, count for the thread that does it.
 *
 * @param cpuTime the processor time; as precise as the JVM's measurement of threads
 * @param allocatedBytes the memory that was allocated, whether or not it is free again
 * @see dev.weft.AsyncRuntime.Builder#taskCosts
 */
public record TaskCost(Duration cpuTime, long allocatedBytes) {}
