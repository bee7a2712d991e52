/** Lists that the runtime's machinery shares. */
@NullMarked
package dev.weft.internal.queue;

import org.jspecify.annotations.NullMarked;
