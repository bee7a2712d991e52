/** The memory that woven code takes. */
@NullMarked
package dev.weft.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
