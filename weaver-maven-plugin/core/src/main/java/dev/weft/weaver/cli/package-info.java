/** The weaver as a command: {@code java -jar weft-weaver.jar}. */
@NullMarked
package dev.weft.weaver.cli;

import org.jspecify.annotations.NullMarked;
