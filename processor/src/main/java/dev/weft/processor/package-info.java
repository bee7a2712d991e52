/**
 * The compiler's help: checks of async code, the launchers of {@code @AsyncMain}, and weaving right
 * behind javac's code generation.
 *
 * <p>{@link dev.weft.processor.WeftProcessor} is the door. What only looks at declarations runs on
 * every compiler; what looks at trees, and the weaving, runs where the compiler is javac, through
 * its exported API alone.
 */
@NullMarked
package dev.weft.processor;

import org.jspecify.annotations.NullMarked;
