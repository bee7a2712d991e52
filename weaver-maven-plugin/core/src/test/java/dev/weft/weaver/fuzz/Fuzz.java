package dev.weft.weaver.fuzz;

import dev.weft.weaver.fuzz.Failure.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Runs the programs of many seeds, on all processors.
 *
 * @param weavers what weaves them
 * @param level the version of Java that all are written in, or 0 for each seed's own
 */
record Fuzz(Weavers weavers, int level) {
  /** So many seeds give each compiler enough for what it does once to be worth it. */
  private static final int SLICE = 300;

  /** A program that something is wrong with. */
  record Result(Program program, Failure failure) {
    boolean isCompilersFault() {
      return failure.kind() == Kind.COMPILERS_FAULT;
    }

    private long seed() {
      return program.seed();
    }
  }

  /**
   * What a run came to.
   *
   * @param first the first seed
   * @param programs how many programs were run
   * @param failures what is wrong with the woven code of some
   * @param leftOut what is wrong with some before they are woven
   */
  record Report(long first, long programs, List<Result> failures, List<Result> leftOut) {
    @Override
    public String toString() {
      return "%d random programs from seed %d on: %d failed, and of %d the compiler made bad code"
          .formatted(programs, first, failures.size(), leftOut.size());
    }
  }

  /** Runs the programs of so many seeds, or of fewer if it is told to stop. */
  Report run(long first, long count, BooleanSupplier stop) {
    AtomicLong programs = new AtomicLong();
    Map<Boolean, List<Result>> results =
        batches(first, first + count).parallelStream()
            .filter(batch -> !stop.getAsBoolean())
            .flatMap(seeds -> run(seeds, programs).stream())
            .sorted(Comparator.comparingLong(Result::seed))
            .collect(Collectors.partitioningBy(Result::isCompilersFault));
    return new Report(first, programs.get(), results.get(false), results.get(true));
  }

  /** Seeds for one compiler and one version of Java each. */
  private List<List<Long>> batches(long first, long end) {
    List<List<Long>> batches = new ArrayList<>();
    for (long slice = first; slice < end; slice += SLICE) {
      batches.addAll(
          LongStream.range(slice, Math.min(slice + SLICE, end))
              .boxed()
              .collect(Collectors.groupingBy(seed -> seed % 6))
              .values());
    }
    return batches;
  }

  private List<Result> run(List<Long> seeds, AtomicLong count) {
    List<Program> programs = seeds.stream().map(this::program).toList();
    List<Result> results = new ArrayList<>();
    new Batch(programs)
        .run(weavers)
        .forEach((program, failure) -> results.add(new Result(program, failure)));
    count.addAndGet(programs.size());
    return results;
  }

  /** The program of a seed. */
  Program program(long seed) {
    return ProgramGenerator.generate(seed, level == 0 ? Program.level(seed) : level);
  }

  /** Shrinks the program of a result in place. */
  void shrink(Result result) {
    Shrinker.shrink(
        result.program,
        changed -> {
          Failure failure = new Batch(List.of(changed)).run(weavers).get(changed);
          return failure != null && failure.isLike(result.failure);
        });
  }
}
