/** What woven code and the weaver cost, measured by JMH beside plain Java and Kotlin. */
@NullMarked
package dev.weft.benchmarks;

import org.jspecify.annotations.NullMarked;
