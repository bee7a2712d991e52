/** Runs the benchmarks and writes their figures into the documentation. */
@NullMarked
package dev.weft.benchmarks.report;

import org.jspecify.annotations.NullMarked;
