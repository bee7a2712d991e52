package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods that JUnit calls and that have async bodies. */
final class TestMethodsTest {
  /** In place of weft-junit5, which the weaver knows by name only. */
  static final String[] ANNOTATIONS = {
    "package dev.weft.junit5; public @interface AsyncTest {}",
    "package dev.weft.junit5; public @interface AsyncBeforeEach {}",
    "package dev.weft.junit5; public @interface AsyncAfterEach {}",
    "package org.junit.jupiter.api; public @interface Test {}"
  };

  /** The class files of a source that may use the annotations. */
  static Map<String, byte[]> compile(String source) {
    return JavaSources.compile(
        Stream.concat(Arrays.stream(ANNOTATIONS), Stream.of(source)).toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AsyncTest", "AsyncBeforeEach", "AsyncAfterEach"})
  void theMethodStaysWhatJUnitLooksForAndItsBodyIsWoven(String annotation) throws Exception {
    Map<String, byte[]> woven =
        TestWeaver.weave(
            compile(
                "class C { @dev.weft.junit5."
                    + annotation
                    + " void m(int times, String text) throws Exception { await(ready(text)); } }"));

    Class<?> type = Class.forName("C", true, TestWeaver.loader(woven));
    Method method = type.getDeclaredMethod("m", int.class, String.class);
    assertThat(method.getReturnType()).isEqualTo(void.class);
    assertThat(method.getExceptionTypes()).containsExactly(Exception.class);
    assertThat(type.getDeclaredMethods())
        .filteredOn(other -> other.getName().equals("m") && !other.equals(method))
        .singleElement()
        .matches(body -> Modifier.isPrivate(body.getModifiers()))
        .matches(body -> body.getParameterCount() == 4);
    assertThat(woven).containsKey("C$m$Frame");
  }

  @Test
  void aDefaultMethodOfAnInterfaceIsWoven() {
    assertThat(
            TestWeaver.weave(
                compile(
                    "interface C { @dev.weft.junit5.AsyncTest"
                        + " default void m() { await(ready()); } }")))
        .containsKey("C$m$Frame");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "@AsyncTest int m() { return 1; } | @AsyncTest method m must return nothing, as JUnit asks"
            + " of it; declare it void",
        "@AsyncTest static void m() {} | @AsyncTest method m is static, so JUnit won't run it;"
            + " remove static",
        "@AsyncBeforeEach private void m() {} | @AsyncBeforeEach method m is private, so JUnit"
            + " won't run it; remove private",
        "@AsyncTest @Test void m() {} | @AsyncTest method m is also @Test, which it replaces;"
            + " remove @Test",
        "@AsyncAfterEach @Async void m() {} | @AsyncAfterEach method m is also @Async, which it"
            + " replaces; remove @Async"
      })
  void whatJUnitWouldNotRunIsRefused(String method, String problem) {
    assertThat(problems(method)).containsExactly("C.java:1: [WEFT-015] " + problem + " (in C.m)");
  }

  @Test
  void aTestWithoutABodyIsRefused() {
    assertThat(problems("@AsyncTest abstract void m();"))
        .containsExactly(
            "C.java: [WEFT-015] @AsyncTest method m is abstract, so there is nothing to weave; mark"
                + " what implements it (in C.m)");
  }

  @Test
  void aSynchronizedTestIsRefused() {
    assertThat(problems("@AsyncTest synchronized void m() {}"))
        .containsExactly(
            "C.java:1: [WEFT-003] @AsyncTest method m is synchronized, but a monitor can't be held"
                + " while suspended; use synchronized blocks without an await in them (in C.m)");
  }

  @Test
  void awaitInAPlainTestIsRefusedWithTheCure() {
    assertThat(problems("@Test void m() { await(ready()); }"))
        .containsExactly(
            "C.java:1: [WEFT-004] await in a test that isn't async; annotate m with"
                + " dev.weft.junit5.AsyncTest in place of @Test (in C.m)");
  }

  private static Iterable<String> problems(String method) {
    String named =
        method
            .replaceAll("@(Async(?:Test|BeforeEach|AfterEach))", "@dev.weft.junit5.$1")
            .replace("@Test", "@org.junit.jupiter.api.Test");
    return TestWeaver.problems(compile("abstract class C { " + named + " }"));
  }
}
