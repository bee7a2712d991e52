/** Tests whose methods await, each on a runtime of its own, for JUnit Jupiter 5.11 and newer. */
@SuppressWarnings("module") // the digit is that of JUnit, whose newer versions it runs with as well
module dev.weft.junit5 {
  requires transitive dev.weft;
  requires transitive org.junit.jupiter.api;
  requires static org.jspecify;

  exports dev.weft.junit5;

  // JUnit makes the extensions by reflection.
  opens dev.weft.junit5 to
      org.junit.platform.commons;
}
