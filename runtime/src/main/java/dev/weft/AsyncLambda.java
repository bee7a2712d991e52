package dev.weft;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a functional interface whose implementations are async code: lambdas of it, and the method
 * of classes that implement it, may call {@link Weft#await(Future) await}.
 *
 * <pre>{@code
 * @AsyncLambda
 * interface Handler {
 *   String handle(String request) throws IOException;
 * }
 *
 * Handler handler = request -> await(load(request)).body();
 * }</pre>
 *
 * <p>What the interface's method returns says how it is called.
 *
 * <ul>
 *   <li>A plain value, or nothing: a call suspends like an await where it stands in async code (an
 *       {@link Async} or {@link AsyncMain} method, or a lambda or a method that is async by such an
 *       interface), and runs like any call where the implementation doesn't await. From other code
 *       an implementation that awaits can't be called: {@link IllegalStateException}. A function
 *       object is a factory: each call is a run of its own. Cancelling the strand that calls
 *       cancels the run.
 *   <li>A {@link Future}: a call is like one of an {@code @Async} method, from any code. It runs
 *       nothing and gives the lazy future.
 *   <li>A {@link java.util.concurrent.CompletableFuture} or {@link
 *       java.util.concurrent.CompletionStage}: the same, and the run starts at the call.
 * </ul>
 *
 * <p>The annotation isn't inherited by interfaces: a lambda of a sub-interface may await if that is
 * marked too. A class may implement it by way of any supertype. The interface has to be woven, like
 * the code that uses it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AsyncLambda {}
