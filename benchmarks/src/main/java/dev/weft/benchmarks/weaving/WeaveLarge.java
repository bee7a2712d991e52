package dev.weft.benchmarks.weaving;

import dev.weft.Weft;
import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.Weaver;
import dev.weft.weaver.Weaving;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * How long the weaver takes for one huge method, the first time in a JVM as in a build: nothing is
 * warm but what one small class warms.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Measurement(iterations = 1)
@Fork(
    value = 3,
    jvmArgs = {"-Xms1g", "-Xmx1g"})
public class WeaveLarge {
  private final Weaver weaver = new Weaver(ClassFiles.of(List.of(Sources.locationOf(Weft.class))));
  private byte[] awaits = {};
  private byte[] locals = {};

  @Setup
  public void compile() throws WeaveException {
    awaits = compiled(LargeMethods.awaits(AWAITS));
    locals = compiled(LargeMethods.locals(5000, 100));
    weaver.weave(LargeMethods.NAME, compiled(LargeMethods.awaits(1)));
  }

  /** Near to what a method may have: the woven code has more than 50 KB. */
  static final int AWAITS = 600;

  private static byte[] compiled(String text) {
    return Objects.requireNonNull(Sources.compile(LargeMethods.NAME, text).get(LargeMethods.NAME));
  }

  /** A method of {@value #AWAITS} awaits. */
  @Benchmark
  public Weaving awaits() throws WeaveException {
    return weaver.weave(LargeMethods.NAME, awaits);
  }

  /** A method of 5,000 locals, of which an await keeps 100. */
  @Benchmark
  public Weaving locals() throws WeaveException {
    return weaver.weave(LargeMethods.NAME, locals);
  }
}
