package dev.weft.weaver.scan;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * Tells whether a class that doesn't mention the runtime may have async code nevertheless: it
 * implements an async interface of the program's, or has lambdas of it, and calls another such
 * interface there. Nothing beyond the constant pool is read.
 */
public final class Interest {
  private static final int INVOKE_DYNAMIC = 18;

  private Interest() {}

  /** Whether a class has to be looked at. */
  public static boolean in(byte[] classFile, AsyncTypes types) {
    try {
      ClassReader reader = new ClassReader(classFile);
      return isAsync(reader.getSuperName(), types)
          || anyAsync(reader.getInterfaces(), types)
          || makesAsync(reader, types);
    } catch (IllegalArgumentException e) {
      return false; // newer than ASM reads; only what mentions the runtime is refused for that
    }
  }

  private static boolean isAsync(@Nullable String type, AsyncTypes types) {
    return type != null && !types.of(type).isEmpty();
  }

  private static boolean anyAsync(String[] interfaces, AsyncTypes types) {
    for (String type : interfaces) {
      if (isAsync(type, types)) {
        return true;
      }
    }
    return false;
  }

  private static boolean makesAsync(ClassReader reader, AsyncTypes types) {
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      int item = reader.getItem(i);
      if (item > 0 && reader.readByte(item - 1) == INVOKE_DYNAMIC) {
        int nameAndType = reader.getItem(reader.readUnsignedShort(item + 2));
        String descriptor = reader.readUTF8(nameAndType + 2, buffer);
        int made = descriptor.lastIndexOf(')') + 1;
        if (descriptor.charAt(made) == 'L'
            && types.find(descriptor.substring(made + 1, descriptor.length() - 1)) != null) {
          return true;
        }
      }
    }
    return false;
  }
}
