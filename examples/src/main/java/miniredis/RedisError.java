package miniredis;

/** What a client is told in place of a reply. It ends one command, not the connection. */
final class RedisError extends Exception {
  private static final long serialVersionUID = 1L;

  /** An error with a code of its own, such as {@code WRONGTYPE}. */
  RedisError(String text) {
    super(text, null, false, false);
  }

  static RedisError of(String text) {
    return new RedisError("ERR " + text);
  }

  static RedisError syntax() {
    return of("syntax error");
  }

  static RedisError notAnInteger() {
    return of("value is not an integer or out of range");
  }

  static RedisError arity(String command) {
    return of("wrong number of arguments for '" + command + "' command");
  }

  static RedisError wrongType() {
    return new RedisError("WRONGTYPE Operation against a key holding the wrong kind of value");
  }
}
