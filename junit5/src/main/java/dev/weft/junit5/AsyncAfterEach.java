package dev.weft.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.AfterEach;

/**
 * Marks a method that runs after each {@link AsyncTest} of its class, on the runtime of that, and
 * may {@code await}; in place of JUnit's {@code @AfterEach}.
 *
 * <p>The method is {@code void}, and neither static, private nor abstract. It may have the
 * parameters that a test may have. Beside plain tests there is no runtime, and it fails.
 *
 * <pre>{@code
 * @AsyncAfterEach
 * void stop() throws IOException {
 *   await(server.stop());
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@AfterEach
public @interface AsyncAfterEach {}
