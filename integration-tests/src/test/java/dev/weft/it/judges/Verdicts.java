package dev.weft.it.judges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.Checkout;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What judges have said in the tests of a class: rows of a block of {@code docs/judges.md} that is
 * named like the class. When the tests have run, the page must have these rows, and no others if
 * all have.
 *
 * <p>Run with {@code -Dweft.tables.update=true} to write the block anew, and the versions of the
 * judges, which are those of the machine that has last done so.
 */
final class Verdicts implements AfterEachCallback, AfterAllCallback {
  private static final Path PAGE = Checkout.root().resolve("docs/judges.md");
  private static final String VERSIONS = "versions";

  private final Set<String> rows = new TreeSet<>();
  private final Set<String> versions = new TreeSet<>();
  private final Set<String> done = new HashSet<>();
  private boolean hasFailed;

  /**
   * Records what a judge has said.
   *
   * @param judge the judge
   * @param command what was typed, with words in capitals for what changes from run to run
   * @param checked what had to hold
   * @param outcome what came of it, the same in every run
   */
  void record(Judge judge, String command, String checked, String outcome) {
    rows.add("| `" + command + "` | " + checked + " | " + outcome + " |");
    versions.add("| `" + judge.name() + "` | " + judge.version() + " |");
  }

  @Override
  public void afterEach(ExtensionContext context) {
    done.add(context.getRequiredTestMethod().getName());
    hasFailed |= context.getExecutionException().isPresent();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    String block = context.getRequiredTestClass().getSimpleName();
    boolean isWhole = !hasFailed && done.containsAll(tests(context.getRequiredTestClass()));
    synchronized (Verdicts.class) {
      if (isWhole && Boolean.getBoolean("weft.tables.update")) {
        update(block, rows);
        Set<String> all = new TreeSet<>(versions);
        content(VERSIONS).lines().forEach(line -> keep(line, all));
        update(VERSIONS, all);
      }
      check(block, isWhole);
    }
  }

  private static Set<String> tests(Class<?> type) {
    Set<String> names = new HashSet<>();
    Arrays.stream(type.getDeclaredMethods())
        .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
        .map(Method::getName)
        .forEach(names::add);
    return names;
  }

  /** Versions of other judges stay. */
  private static void keep(String line, Set<String> all) {
    String judge = line.substring(0, line.indexOf('|', 1) + 1);
    if (isRow(line) && all.stream().noneMatch(row -> row.startsWith(judge))) {
      all.add(line);
    }
  }

  private void check(String block, boolean isWhole) throws IOException {
    Set<String> told = new TreeSet<>(content(block).lines().filter(Verdicts::isRow).toList());
    if (isWhole) {
      assertThat(told)
          .as("block %s of docs/judges.md; write it anew with -Dweft.tables.update=true", block)
          .isEqualTo(rows);
    } else {
      assertThat(told).as("block %s of docs/judges.md", block).containsAll(rows);
    }
  }

  private static boolean isRow(String line) {
    return line.startsWith("| `");
  }

  private static String content(String block) throws IOException {
    String page = Files.readString(PAGE);
    return page.substring(begin(page, block), end(page, block));
  }

  private static int begin(String page, String block) {
    String mark = "<!-- begin " + block + " -->\n";
    assertThat(page).as("docs/judges.md").contains(mark);
    return page.indexOf(mark) + mark.length();
  }

  private static int end(String page, String block) {
    String mark = "<!-- end " + block + " -->";
    assertThat(page).as("docs/judges.md").contains(mark);
    return page.indexOf(mark);
  }

  private static void update(String block, Set<String> rows) throws IOException {
    String head =
        block.equals(VERSIONS)
            ? "| judge | version |\n|---|---|\n"
            : "| command | what was checked | outcome |\n|---|---|---|\n";
    String page = Files.readString(PAGE);
    String table = head + String.join("\n", rows) + (rows.isEmpty() ? "" : "\n");
    Files.writeString(
        PAGE, page.substring(0, begin(page, block)) + table + page.substring(end(page, block)));
  }
}
