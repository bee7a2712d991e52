/** A leader election among hosts that crash, over a network that delays and drops. */
@NullMarked
package dev.weft.it.exploration.election;

import org.jspecify.annotations.NullMarked;
