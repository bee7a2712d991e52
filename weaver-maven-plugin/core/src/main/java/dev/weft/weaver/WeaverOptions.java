package dev.weft.weaver;

/**
 * What may be chosen about woven code.
 *
 * @param fuse whether an await of a call whose target is certain calls the body directly, past the
 *     method itself; off for mocks and agents that want to see every call
 * @param debug whether an await keeps every variable in scope, so that a debugger shows it
 *     afterwards; otherwise only those that are read later are kept, and what nobody reads any more
 *     can be collected
 */
public record WeaverOptions(boolean fuse, boolean debug) {
  /**
   * The options unless set: fused, unless the system property {@code weft.fuse} is false, and not
   * for debugging, unless {@code weft.debug} is true.
   */
  public static WeaverOptions defaults() {
    return new WeaverOptions(
        !"false".equals(System.getProperty("weft.fuse")), Boolean.getBoolean("weft.debug"));
  }
}
