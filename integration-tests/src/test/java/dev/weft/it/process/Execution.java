package dev.weft.it.process;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a program did.
 *
 * @param command the command line, for messages
 * @param exitCode its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record Execution(String command, int exitCode, String out, String err) {
  /** Checks that the program ended well and wrote nothing to standard error. */
  public Execution assertSuccess() {
    assertThat(err).as(toString()).isEmpty();
    assertThat(exitCode).as(toString()).isZero();
    return this;
  }

  /** Checks every byte of a program's behaviour. */
  public void assertPrinted(String expected) {
    assertSuccess();
    assertThat(out).as(command).isEqualTo(expected);
  }

  @Override
  public String toString() {
    return "%s%nexit code %d%n--- out%n%s--- err%n%s".formatted(command, exitCode, out, err);
  }
}
