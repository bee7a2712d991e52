/** TCP, UDP and Unix domain sockets. */
@NullMarked
package dev.weft.net;

import org.jspecify.annotations.NullMarked;
