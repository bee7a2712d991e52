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
 */
public record WeaverOptions(boolean fuse, boolean debug, boolean warnHuge) {
  /** Options with all warnings. */
  public WeaverOptions(boolean fuse, boolean debug) {
    this(fuse, debug, true);
  }

  /**
   * The options unless set: fused, unless the system property {@code weft.fuse} is false, not for
   * debugging, unless {@code weft.debug} is true, and with warnings about huge methods, unless
   * {@code weft.warnHuge} is false.
   */
  public static WeaverOptions defaults() {
    return new WeaverOptions(
        isOn("weft.fuse"), Boolean.getBoolean("weft.debug"), isOn("weft.warnHuge"));
  }

  private static boolean isOn(String property) {
    return !"false".equals(System.getProperty(property));
  }
}
