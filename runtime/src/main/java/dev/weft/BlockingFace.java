package dev.weft;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has {@code weft-processor} generate a class whose methods wait for those of this type, for
 * callers that aren't async: {@code StoreBlocking} for {@code Store}.
 *
 * <p>It is made with an object of the type and the runtime that its futures shall run on. Each
 * accessible method that returns a {@code Future}, a {@code CompletableFuture} or a {@code
 * CompletionStage} gives the value there, or throws the failure; others are passed on. The methods
 * must not be called on a thread that runs tasks, as {@link RuntimeHandle#blockOn} says: {@code
 * String text = new StoreBlocking(store, runtime).load("key")}.
 *
 * @see CompletableFace
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface BlockingFace {}
