package dev.weft;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has {@code weft-processor} generate a class whose methods return a {@link
 * java.util.concurrent.CompletableFuture} where those of this type return a lazy future, for
 * callers that aren't woven: {@code StoreCompletable} for {@code Store}.
 *
 * <p>It is made with an object of the type and the runtime that its futures shall run on. A call
 * starts a task there; cancelling its {@code CompletableFuture} aborts the task. Methods that
 * return no future are passed on.
 *
 * @see BlockingFace
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface CompletableFace {}
