/** Sockets and a driver made of the JDK's non-blocking channels. */
@NullMarked
package dev.weft.internal.nio;

import org.jspecify.annotations.NullMarked;
