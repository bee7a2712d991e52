/** The thread that notices polls which take too long. */
@NullMarked
package dev.weft.internal.watchdog;

import org.jspecify.annotations.NullMarked;
