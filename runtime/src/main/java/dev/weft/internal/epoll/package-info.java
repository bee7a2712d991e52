/**
 * Sockets and a driver over Linux' epoll, called through {@code java.lang.foreign}; for JDK 22 and
 * later.
 */
@NullMarked
package dev.weft.internal.epoll;

import org.jspecify.annotations.NullMarked;
