package dev.weft.weaver;

/**
 * What may be chosen about woven code.
 *
 * @param fuse whether an await of a call whose target is certain calls the body directly, past the
 *     method itself; off for mocks and agents that want to see every call
 */
public record WeaverOptions(boolean fuse) {
  /** The options unless set: fused, unless the system property {@code weft.fuse} is false. */
  public static WeaverOptions defaults() {
    return new WeaverOptions(!"false".equals(System.getProperty("weft.fuse")));
  }
}
