package dev.weft.weaver.scan;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A look at a class file's constant pool, without reading further: most classes have nothing to do
 * with Weft, and those may be of versions that nobody knows yet.
 *
 * <p>Texts are compared as they stand in the file, in modified UTF-8, and none is decoded: this is
 * all that is done with most of a project's classes.
 */
public final class ConstantPool {
  private static final int MAGIC = 0xCAFEBABE;
  private static final int FIRST_ENTRY = 10;
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final byte[] RUNTIME = "dev/weft/".getBytes(StandardCharsets.US_ASCII);

  private final byte[] classFile;

  private ConstantPool(byte[] classFile) throws IOException {
    this.classFile = classFile;
    if (classFile.length < FIRST_ENTRY || ((u2(0) << 16) | u2(2)) != MAGIC) {
      throw new IOException("it doesn't begin like a class file");
    }
  }

  /**
   * The pool of a class file.
   *
   * @throws IOException if it isn't one
   */
  public static ConstantPool of(byte[] classFile) throws IOException {
    return new ConstantPool(classFile);
  }

  /** The class file's version. */
  public int majorVersion() {
    return u2(6);
  }

  /**
   * Whether a name of the runtime stands in the pool.
   *
   * @throws IOException if the pool is damaged
   */
  public boolean mentionsRuntime() throws IOException {
    return any((start, end) -> holds(RUNTIME, start, end));
  }

  /**
   * Whether a text stands in the pool as it is.
   *
   * @throws IOException if the pool is damaged
   */
  public boolean contains(String text) throws IOException {
    byte[] wanted = encoded(text);
    return any((start, end) -> Arrays.equals(classFile, start, end, wanted, 0, wanted.length));
  }

  private static byte[] encoded(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new DataOutputStream(bytes).writeUTF(text);
    return Arrays.copyOfRange(bytes.toByteArray(), 2, bytes.size());
  }

  /** Says whether a text is the wanted one by where it begins and ends. */
  private interface Wanted {
    boolean at(int start, int end);
  }

  private boolean any(Wanted wanted) throws IOException {
    try {
      int at = FIRST_ENTRY;
      for (int entry = 1; entry < u2(8); entry++) {
        int tag = classFile[at];
        int start = at + 3;
        at = tag == UTF8 ? start + u2(at + 1) : at + 1 + size(tag);
        if (tag == UTF8 && wanted.at(start, at)) {
          return true;
        }
        entry += tag == LONG || tag == DOUBLE ? 1 : 0;
      }
      Objects.checkFromToIndex(FIRST_ENTRY, at, classFile.length);
      return false;
    } catch (IndexOutOfBoundsException e) {
      throw new IOException("its constant pool is cut off", e);
    }
  }

  private boolean holds(byte[] text, int start, int end) {
    for (int at = start; at <= end - text.length; at++) {
      if (classFile[at] == text[0]
          && Arrays.equals(classFile, at, at + text.length, text, 0, text.length)) {
        return true;
      }
    }
    return false;
  }

  /** Bytes behind the tag, by JVMS 4.4. */
  private static int size(int tag) throws IOException {
    return switch (tag) {
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
      case LONG, DOUBLE -> 8;
      case 7, 8, 16, 19, 20 -> 2;
      case 15 -> 3;
      default -> throw new IOException("its constant pool has an entry of unknown kind " + tag);
    };
  }

  private int u2(int at) {
    return ((classFile[at] & 0xFF) << 8) | (classFile[at + 1] & 0xFF);
  }
}
