package dev.weft.processor;

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
  LOSING_ARM("WEFT-016"),
  LOSING_TIMEOUT("WEFT-017");

  private final String id;

  ErrorId(String id) {
    this.id = id;
  }

  /** The id as it is printed and documented. */
  String id() {
    return id;
  }

  /** A message that starts with the id. */
  String prefix(String text) {
    return "[" + id + "] " + text;
  }
}
