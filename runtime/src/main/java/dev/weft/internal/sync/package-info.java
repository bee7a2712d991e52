/** What waits for one another: queues of futures, and permits. */
@NullMarked
package dev.weft.internal.sync;

import org.jspecify.annotations.NullMarked;
