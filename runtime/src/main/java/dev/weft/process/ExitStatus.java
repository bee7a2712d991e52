package dev.weft.process;

/**
 * How a process has ended.
 *
 * @param code its exit code, 0 for success. The JDK doesn't tell apart whether it was killed by a
 *     signal, which is 128 and the signal's number, or has said so itself
 */
public record ExitStatus(int code) {
  /**
   * Whether it says that it has succeeded.
   *
   * @return true if the code is 0
   */
  public boolean isSuccess() {
    return code == 0;
  }

  @Override
  public String toString() {
    return "exit code " + code;
  }
}
