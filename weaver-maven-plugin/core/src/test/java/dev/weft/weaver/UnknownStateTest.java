package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Future;
import dev.weft.Waker;
import dev.weft.abi.Strand;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A body that is told to go on from a state that it doesn't know. */
final class UnknownStateTest {
  private static final class NoStrand extends Strand {
    @Override
    protected Future<?> branch(Future<?> body) {
      throw new AssertionError();
    }

    @Override
    public Waker waker() {
      throw new AssertionError();
    }
  }

  @Test
  @Tag("P49")
  void isAnErrorThatNamesTheMethod() throws Exception {
    Map<String, byte[]> woven =
        TestWeaver.weave(
            JavaSources.compile(
                """
                class C {
                  @Async static Future<String> m(Future<String> f) {
                    return ready(await(f));
                  }
                }
                """));
    Class<?> owner = Class.forName("C", true, TestWeaver.loader(woven));
    Object unstarted = method(owner, 1).invoke(null, (Object) null);
    assertThat(thrownBy(method(owner, 3), null, new NoStrand(), unstarted))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("C.m(C.java:3) can't go on from state 0");
  }

  private static Method method(Class<?> owner, int parameters) {
    Method found =
        Stream.of(owner.getDeclaredMethods())
            .filter(method -> method.getParameterCount() == parameters)
            .findFirst()
            .orElseThrow();
    found.setAccessible(true);
    return found;
  }

  private static Throwable thrownBy(Method method, Object... arguments)
      throws IllegalAccessException {
    try {
      throw new AssertionError("returned " + method.invoke(null, arguments));
    } catch (InvocationTargetException e) {
      return e.getCause();
    }
  }
}
