/** Tasks that belong together, and who waits for their ends. */
@NullMarked
package dev.weft.internal.group;

import org.jspecify.annotations.NullMarked;
