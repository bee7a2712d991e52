/** Async/await for Java: the language and the runtime's public face. */
@NullMarked
package dev.weft;

import org.jspecify.annotations.NullMarked;
