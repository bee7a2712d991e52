package dev.weft;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method whose body may call {@link Weft#await(Future) await}.
 *
 * <p>The method returns a {@link Future}, a {@link java.util.concurrent.CompletableFuture} or a
 * {@link java.util.concurrent.CompletionStage}. A method that returns a {@code Future} is lazy:
 * calling it captures the receiver and the arguments and runs nothing. One that returns a {@code
 * CompletableFuture} or a {@code CompletionStage} is eager: its body starts on the caller's thread.
 *
 * <p>The class must be woven at build time, by the annotation processor or by the Maven plugin.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Async {}
