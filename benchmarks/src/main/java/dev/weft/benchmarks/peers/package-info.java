/** The workloads that other runtimes have too, for a comparison side by side in one run. */
@NullMarked
package dev.weft.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
