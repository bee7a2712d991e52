/** What streams cost, beside those of Reactor and Kotlin. */
@NullMarked
package dev.weft.benchmarks.streams;

import org.jspecify.annotations.NullMarked;
