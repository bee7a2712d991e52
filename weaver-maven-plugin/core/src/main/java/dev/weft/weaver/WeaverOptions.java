package dev.weft.weaver;

/**
 * What may be chosen about woven code.
 *
 * @param fuse whether an await of a call whose target is certain calls the body directly, past the
 *     method itself; off for mocks and agents that want to see every call
 * @param debug whether an await keeps every variable in scope, so that a debugger shows it
 *     afterwards; otherwise only those that are read later are kept, and what nobody reads any more
 *     can be collected
 * @param warnHuge whether there is a warning about methods that weaving makes so long that HotSpot
 *     won't compile them
 * @param lint what is told of code that compiles and is a mistake all the same
 */
public record WeaverOptions(boolean fuse, boolean debug, boolean warnHuge, LintOptions lint) {
  /** Options with warnings of huge methods, and without lints. */
  public WeaverOptions(boolean fuse, boolean debug) {
    this(fuse, debug, true, LintOptions.OFF);
  }

  /**
   * The options unless set: fused, unless the system property {@code weft.fuse} is false, not for
   * debugging, unless {@code weft.debug} is true, with warnings about huge methods, unless {@code
   * weft.warnHuge} is false, and without lints, which somebody else may have run.
   */
  public static WeaverOptions defaults() {
    return new WeaverOptions(
        isOn("weft.fuse"),
        Boolean.getBoolean("weft.debug"),
        isOn("weft.warnHuge"),
        LintOptions.OFF);
  }

  /** The same with lints. */
  public WeaverOptions with(LintOptions lints) {
    return new WeaverOptions(fuse, debug, warnHuge, lints);
  }

  private static boolean isOn(String property) {
    return !"false".equals(System.getProperty(property));
  }
}
