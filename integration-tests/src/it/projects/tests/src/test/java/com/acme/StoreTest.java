package com.acme;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static dev.weft.junit5.AsyncAssertions.fails;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Flavor;
import dev.weft.Future;
import dev.weft.junit5.AsyncAfterEach;
import dev.weft.junit5.AsyncBeforeEach;
import dev.weft.junit5.AsyncTest;
import dev.weft.junit5.TestRuntime;
import java.io.IOException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoreTest {
  private boolean open;

  @AsyncBeforeEach
  void open() {
    await(yieldNow());
    open = true;
  }

  @AsyncAfterEach
  void close() {
    await(yieldNow());
    assertEquals(true, open);
  }

  @Async
  private Future<String> load(String name) throws IOException {
    await(yieldNow());
    if (name.isEmpty()) {
      throw new IOException("no name");
    }
    return ready(name + open);
  }

  @AsyncTest(flavor = {Flavor.CURRENT_THREAD, Flavor.MULTI_THREAD})
  void loads() throws IOException {
    assertEquals("atrue", await(spawn(() -> await(load("a")))));
  }

  @AsyncTest(repeat = 3, seed = 5)
  void repeats(TestRuntime runtime) throws IOException {
    String name = Long.toString(runtime.seed());
    assertEquals(name + "true", await(load(name)));
  }

  @AsyncTest
  void refuses() {
    assertEquals("no name", await(fails(IOException.class, () -> await(load("")))).getMessage());
  }

  @AsyncTest
  @ParameterizedTest
  @CsvSource({"a, atrue", "b, btrue"})
  void loadsAll(String name, String value) throws IOException {
    assertEquals(value, await(load(name)));
  }

  @AsyncTest
  @RepeatedTest(2)
  void loadsAgain() throws IOException {
    assertEquals("ctrue", await(load("c")));
  }
}
