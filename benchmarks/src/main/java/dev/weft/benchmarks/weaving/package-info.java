/** The speed of the weaver. */
@NullMarked
package dev.weft.benchmarks.weaving;

import org.jspecify.annotations.NullMarked;
