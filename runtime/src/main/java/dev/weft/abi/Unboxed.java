package dev.weft.abi;

import dev.weft.Poll;

/**
 * Results of bodies that are small numbers, handed on without a box: the number is the low half of
 * a {@code long} whose high half is zero; a negative one says that the body is suspended. Each of
 * these methods gives the boxed value, or {@link Poll#PENDING}.
 */
public final class Unboxed {
  private Unboxed() {}

  /**
   * Boxes a result.
   *
   * @param result 0 for false, 1 for true
   * @return the Boolean or the sentinel
   */
  public static Object toBoolean(long result) {
    return result < 0 ? Poll.PENDING : Boolean.valueOf(result != 0);
  }

  /**
   * Boxes a result.
   *
   * @param result the number
   * @return the Byte or the sentinel
   */
  public static Object toByte(long result) {
    return result < 0 ? Poll.PENDING : Byte.valueOf((byte) result);
  }

  /**
   * Boxes a result.
   *
   * @param result the number
   * @return the Character or the sentinel
   */
  public static Object toCharacter(long result) {
    return result < 0 ? Poll.PENDING : Character.valueOf((char) result);
  }

  /**
   * Boxes a result.
   *
   * @param result the number
   * @return the Short or the sentinel
   */
  public static Object toShort(long result) {
    return result < 0 ? Poll.PENDING : Short.valueOf((short) result);
  }

  /**
   * Boxes a result.
   *
   * @param result the number
   * @return the Integer or the sentinel
   */
  public static Object toInteger(long result) {
    return result < 0 ? Poll.PENDING : Integer.valueOf((int) result);
  }
}
