/** Tasks that run inside of another task. */
@NullMarked
package dev.weft.internal.local;

import org.jspecify.annotations.NullMarked;
