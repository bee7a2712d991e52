package dev.weft.processor;

import dev.weft.weaver.Lint;

/** The errors and warnings of the processor; each has a section in {@code docs/errors.md}. */
enum ErrorId {
  INTERNAL("WEFT-000"),
  RETURN_TYPE("WEFT-001"),
  NO_BODY("WEFT-002"),
  SYNCHRONIZED_METHOD("WEFT-003"),
  AWAIT_OUTSIDE_ASYNC("WEFT-004"),
  AWAIT_UNDER_MONITOR("WEFT-005"),
  AWAIT_REFERENCE("WEFT-006"),
  RETURN_IN_TRY("WEFT-007"),
  ASYNC_MAIN("WEFT-008"),
  CLASHING_ANNOTATIONS("WEFT-009"),
  CLASS_OUTPUT("WEFT-010"),
  ASYNC_LAMBDA("WEFT-011"),
  LOST_FUTURE("WEFT-012"),
  TWO_KINDS("WEFT-013"),
  EACH_OUTSIDE_FOR("WEFT-014"),
  ASYNC_TEST("WEFT-015"),
  LOSING_ARM("WEFT-016", "cancel-safety"),
  LOSING_TIMEOUT("WEFT-017", "cancel-safety"),
  UNUSED_FUTURE(Lint.UNUSED_FUTURE),
  FAILURE_ELSEWHERE(Lint.FAILURE_ELSEWHERE),
  NULL_END(Lint.NULL_END),
  BLOCKING_CALL(Lint.BLOCKING_CALL),
  HELD_ACROSS_AWAIT(Lint.HELD_ACROSS_AWAIT),
  SWALLOWED_CANCELLATION(Lint.SWALLOWED_CANCELLATION),
  RECURSION(Lint.RECURSION),
  FOREIGN_ASYNC(Lint.FOREIGN_ASYNC),
  OPTION("WEFT-026"),
  FACE("WEFT-027");

  private final String id;
  private final String lint;

  ErrorId(String id) {
    this(id, "");
  }

  ErrorId(Lint lint) {
    this(lint.id(), lint.key());
  }

  ErrorId(String id, String lint) {
    this.id = id;
    this.lint = lint;
  }

  /** The id as it is printed and documented. */
  String id() {
    return id;
  }

  /** What {@code @SuppressWarnings} calls it, after {@code weft:}; empty where it can't be. */
  String lint() {
    return lint;
  }

  /** A message that starts with the id. */
  String prefix(String text) {
    return "[" + id + "] " + text;
  }
}
