/** The timers of a runtime and the clock they go by. */
@NullMarked
package dev.weft.internal.time;

import org.jspecify.annotations.NullMarked;
