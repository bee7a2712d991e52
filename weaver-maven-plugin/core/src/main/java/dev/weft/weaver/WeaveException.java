package dev.weft.weaver;

import java.util.List;
import java.util.stream.Collectors;

/** Says why weaving was refused: one line a problem. */
public final class WeaveException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** A refusal for at least one reason. */
  public WeaveException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** A refusal because of something that was thrown on the way. */
  WeaveException(List<Problem> problems, Throwable cause) {
    this(problems);
    initCause(cause);
  }

  /** The reasons, in the order of the source. */
  public List<Problem> problems() {
    return problems;
  }
}
