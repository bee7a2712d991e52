/** Channels and locks beside those of others, and what they cost where nobody waits. */
@NullMarked
package dev.weft.benchmarks.sync;

import org.jspecify.annotations.NullMarked;
