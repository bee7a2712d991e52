/** What sockets are to a runtime, whatever tells it that they are ready. */
@NullMarked
package dev.weft.internal.io;

import org.jspecify.annotations.NullMarked;
