package dev.weft.weaver.scan;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * A look at a class file's constant pool, without reading further: most classes have nothing to do
 * with Weft, and those may be of versions that nobody knows yet.
 *
 * @param majorVersion the class file's version
 * @param found whether what was looked for stands in the pool: a name of the runtime
 */
public record ConstantPool(int majorVersion, boolean found) {
  private static final int MAGIC = 0xCAFEBABE;
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  /**
   * Reads the pool.
   *
   * @throws IOException if it isn't one
   */
  public static ConstantPool read(byte[] classFile) throws IOException {
    return read(classFile, text -> text.contains("dev/weft/"));
  }

  /** Whether a text stands in the pool as it is. */
  public static boolean contains(byte[] classFile, String text) throws IOException {
    return read(classFile, text::equals).found;
  }

  private static ConstantPool read(byte[] classFile, Predicate<String> wanted) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    if (in.readInt() != MAGIC) {
      throw new IOException("it doesn't begin like a class file");
    }
    in.readUnsignedShort();
    int major = in.readUnsignedShort();
    int count = in.readUnsignedShort();
    boolean mentions = false;
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      if (tag == UTF8) {
        mentions |= wanted.test(in.readUTF());
      } else {
        in.skipNBytes(size(tag));
      }
      if (tag == LONG || tag == DOUBLE) {
        i++;
      }
    }
    return new ConstantPool(major, mentions);
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
}
