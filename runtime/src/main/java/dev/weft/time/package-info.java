/** Points and spans of time. */
@NullMarked
package dev.weft.time;

import org.jspecify.annotations.NullMarked;
