package dev.weft.weaver.scan;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;

/** How many bytes of code each method of a class file has (JVMS 4.7.3), by name and descriptor. */
public final class CodeLengths {
  private final ClassReader reader;
  private final char[] buffer;
  private final Map<String, Integer> lengths = new HashMap<>();
  private int at;

  private CodeLengths(byte[] classFile) {
    reader = new ClassReader(classFile);
    buffer = new char[reader.getMaxStringLength()];
    at = reader.header + 6;
    at += 2 + 2 * reader.readUnsignedShort(at);
  }

  /** The lengths of the methods of a class file; those without code are not there. */
  public static Map<String, Integer> of(byte[] classFile) {
    CodeLengths lengths = new CodeLengths(classFile);
    lengths.readMembers();
    lengths.readMembers();
    return lengths.lengths;
  }

  /** Reads the fields, and when called again the methods. */
  private void readMembers() {
    int count = reader.readUnsignedShort(at);
    at += 2;
    for (int i = 0; i < count; i++) {
      String name = reader.readUTF8(at + 2, buffer) + reader.readUTF8(at + 4, buffer);
      at += 6;
      readAttributes(name);
    }
  }

  private void readAttributes(String member) {
    int count = reader.readUnsignedShort(at);
    at += 2;
    for (int i = 0; i < count; i++) {
      if ("Code".equals(reader.readUTF8(at, buffer))) {
        lengths.put(member, reader.readInt(at + 10));
      }
      at += 6 + reader.readInt(at + 2);
    }
  }
}
