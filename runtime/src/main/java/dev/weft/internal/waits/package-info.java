/** What futures wait for and who holds it, for whoever asks while they wait. */
@NullMarked
package dev.weft.internal.waits;

import org.jspecify.annotations.NullMarked;
