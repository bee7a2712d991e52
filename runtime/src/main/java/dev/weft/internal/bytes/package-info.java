/** What readers and writers of bytes are made of. */
@NullMarked
package dev.weft.internal.bytes;

import org.jspecify.annotations.NullMarked;
