package dev.weft.weaver.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One async method, run woven in one way after the other and compared with what the same code does
 * with an await that blocks.
 */
public final class Comparison {
  /** Runs that take place between the steps of another, at most. */
  private static final int MAX_BETWEEN = 3;

  private final Case tested;
  private final Function<Probe, CaseLoader> loaders;
  private final Supplier<Outcome> expected;

  private Comparison(Case tested, Function<Probe, CaseLoader> loaders, Supplier<Outcome> expected) {
    this.tested = tested;
    this.loaders = loaders;
    this.expected = expected;
  }

  /** A case with the code that one compiler made of it. */
  static Comparison of(Case tested, CaseCode code) {
    return new Comparison(
        tested, probe -> new CaseLoader(code.woven(), probe), () -> code.expected(tested));
  }

  /**
   * A class that is no case, in the package of the cases, with a method {@code main}.
   *
   * @param name the simple name of the class
   * @param reference class files by binary name, as {@link #reference} makes them
   * @param woven what the weaver made of them
   * @param sharing whether runs share their classes, which is faster and takes classes that have no
   *     static state
   */
  public static Comparison of(
      String name, Map<String, byte[]> reference, Map<String, byte[]> woven, boolean sharing) {
    Case tested = new Case(name, "main");
    CaseLoader shared = loader(woven);
    Outcome expected = Run.reference(tested, loader(reference));
    return new Comparison(
        tested, probe -> sharing ? shared : new CaseLoader(woven, probe), () -> expected);
  }

  /** What a class file is compared with. */
  public static byte[] reference(byte[] classFile) {
    return BlockingCode.of(classFile);
  }

  /** A loader as runs have them, for classes that are looked at and not run. */
  public static CaseLoader loader(Map<String, byte[]> classFiles) {
    return new CaseLoader(classFiles, new Probe(() -> false));
  }

  /** Fails if the woven code does anything else when it is run in some way. */
  public void check(Mode mode) throws Throwable {
    compared(mode);
  }

  /** The same; gives the runs. */
  List<Run> compared(Mode mode) throws Throwable {
    Outcome wanted = expected.get();
    List<Run> runs = runs(mode);
    for (Run run : runs) {
      if (!run.outcome().equals(wanted)) {
        assertThat(run.outcome()).as("%s [%s]", tested, mode).hasToString(wanted.toString());
      }
      if (mode.suspendsAlways()) {
        run.checkSuspensions();
      }
    }
    return runs;
  }

  private List<Run> runs(Mode mode) throws Throwable {
    Probe probe = new Probe(mode.suspends(tested));
    CaseLoader loader = loaders.apply(probe);
    List<Run> runs = new ArrayList<>();
    Runnable between =
        () -> {
          if (mode == Mode.INTERLEAVED && runs.size() < MAX_BETWEEN) {
            runs.add(uninterrupted(loader));
          }
        };
    runs.add(Run.woven(tested, loader, probe, mode, between));
    return runs;
  }

  private Run uninterrupted(CaseLoader loader) {
    Mode mode = Mode.SAME_THREAD;
    try {
      return Run.woven(tested, loader, new Probe(mode.suspends(tested)), mode, () -> {});
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
  }
}
