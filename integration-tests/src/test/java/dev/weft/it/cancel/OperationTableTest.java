package dev.weft.it.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the library says what a cancellation costs, and {@code docs/cancellation.md}
 * repeats it.
 *
 * <p>Run with {@code -Dweft.tables.update=true} to write the table anew.
 */
final class OperationTableTest {
  private static final Path PAGE = Checkout.root().resolve("docs/cancellation.md");
  private static final String HEAD =
      """
      | operation | cancel-safe | what is lost |
      |---|---|---|
      """;

  @Test
  void everyOperationSaysWhatACancellationCosts() throws Exception {
    assertThat(Operation.all())
        .hasSizeGreaterThan(60)
        .allSatisfy(
            operation ->
                assertThat(operation.isMarked())
                    .as("%s is marked @CancelSafe or @CancelUnsafe", operation.name())
                    .isTrue());
  }

  @Test
  void theTableIsUpToDate() throws Exception {
    String table =
        HEAD + Operation.all().stream().map(Operation::row).collect(Collectors.joining());
    String page = Files.readString(PAGE);
    int begin = page.indexOf(HEAD);
    int end = page.indexOf("\n\n", begin) + 1;
    String updated = page.substring(0, begin) + table + page.substring(end);
    if (Boolean.getBoolean("weft.tables.update")) {
      Files.writeString(PAGE, updated);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/cancellation.md; write its table anew with -Dweft.tables.update=true")
        .isEqualTo(updated);
  }
}
