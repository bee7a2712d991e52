package dev.weft.benchmarks.weaving;

import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.Weaver;
import dev.weft.weaver.Weaving;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many classes, or async methods, the weaver takes in a second, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
public class WeaveThroughput {
  /** The async methods in the class that is woven, its two lambdas included. */
  static final int METHODS = 12;

  private final ClassFiles classPath =
      ClassFiles.of(List.of(Sources.locationOf(dev.weft.Weft.class)));
  private final Weaver weaver = new Weaver(classPath);
  private ClassFilesInTurn unrelated = new ClassFilesInTurn(List.of());
  private byte[] orders = {};

  @Setup
  public void read() throws IOException {
    unrelated = ClassFilesInTurn.of(kotlin.Unit.class, org.openjdk.jmh.Main.class);
    Map<String, byte[]> compiled = Sources.compile("orders.Orders", text("Orders.java"));
    orders = Objects.requireNonNull(compiled.get("orders.Orders"));
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = WeaveThroughput.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Classes that don't mention Weft. */
  @Benchmark
  public Weaving unrelatedClasses() throws WeaveException {
    return weaver.weave("a class", unrelated.next());
  }

  /** Async methods as they are in services, verified too. */
  @Benchmark
  @OperationsPerInvocation(METHODS)
  public Weaving asyncMethods() throws WeaveException {
    Weaving weaving = weaver.weave("orders/Orders", orders);
    if (weaving.generated().size() != METHODS) {
      throw new AssertionError(weaving.generated().size() + " async methods");
    }
    return weaving;
  }
}
