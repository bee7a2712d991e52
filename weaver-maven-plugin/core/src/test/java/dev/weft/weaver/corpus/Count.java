package dev.weft.weaver.corpus;

/** What is counted. */
enum Count {
  CLASSES("class files"),
  TOO_OLD("classes too old to be woven (WEFT-106)"),
  METHODS("methods with code"),
  INITIALISERS("constructors and static initialisers"),
  BRIDGES("bridges"),
  WITHOUT_CALLS("methods without a call of an instance method"),
  WOVEN("methods woven"),
  SUSPENSIONS("suspensions in them"),
  UNDER_MONITOR("calls without one because a monitor is held (WEFT-005)"),
  IRREDUCIBLE("woven methods whose own loops are irreducible"),
  NOT_LINKABLE("woven methods of classes that HotSpot can't link as they are");

  private final String text;

  Count(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
