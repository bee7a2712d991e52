package dev.weft.weaver.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.weaver.fuzz.Fuzz.Report;
import dev.weft.weaver.fuzz.Fuzz.Result;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random programs do the same woven as with an await that blocks.
 *
 * <p>The system properties {@code weft.fuzz.seed}, {@code .count}, {@code .seconds} (0 for no
 * limit) and {@code .level} (the version of Java, 0 for each seed's own) say which.
 */
final class FuzzTest {
  /** Shrinking takes a while. */
  private static final int MAX_SHRUNK = 3;

  private final long seed = Long.getLong("weft.fuzz.seed", 1);
  private final long count = Long.getLong("weft.fuzz.count", 300);
  private final long seconds = Long.getLong("weft.fuzz.seconds", 0);
  private final Fuzz fuzz = new Fuzz(new Weavers(), Integer.getInteger("weft.fuzz.level", 0));

  @Test
  void wovenProgramsDoTheSame() {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    Report report = fuzz.run(seed, count, () -> seconds > 0 && System.nanoTime() - end > 0);
    System.out.println(report);
    assertThat(report.failures()).as(() -> explained(report)).isEmpty();
    assertThat((long) report.leftOut().size()).isLessThanOrEqualTo(1 + report.programs() / 50);
  }

  private String explained(Report report) {
    return report.failures().stream()
        .limit(MAX_SHRUNK)
        .map(this::explained)
        .collect(Collectors.joining("\n", report + "\n", ""));
  }

  private String explained(Result result) {
    fuzz.shrink(result);
    Program program = result.program();
    return """
        %s
        To repeat it:
          mvn -Pfuzz -pl weaver-maven-plugin/core -am verify \
        -Dweft.fuzz.seed=%d -Dweft.fuzz.count=1 -Dweft.fuzz.level=%d
        What is left of it when it is shrunk:

        %s
        %s
        """
        .formatted(program, program.seed(), program.level(), program.source(), result.failure());
  }
}
