package dev.weft.weaver;

import dev.weft.weaver.scan.Reporter;
import java.net.URL;
import java.security.CodeSource;
import org.objectweb.asm.Opcodes;

/** The ASM that the weaver runs with: on a processor path, whichever jar somebody has put there. */
final class AsmLibrary {
  private static final String OLDEST = "9.10";

  /** Its constant that older ones don't have. */
  private static final String OF_OLDEST = "V27";

  private static final boolean IS_USABLE = isUsable();

  private AsmLibrary() {}

  private static boolean isUsable() {
    try {
      return Opcodes.class.getField(OF_OLDEST) != null;
    } catch (NoSuchFieldException e) {
      return false;
    }
  }

  /** Reports an ASM that is too old; returns whether it isn't. */
  static boolean isUsable(Reporter reporter) {
    if (!IS_USABLE) {
      reporter.report(
          "WEFT-124",
          "the ASM"
              + place(Opcodes.class.getProtectionDomain().getCodeSource())
              + " is older than "
              + OLDEST
              + ", the oldest that this version of Weft can use; take asm, asm-tree and"
              + " asm-analysis of that version or newer");
    }
    return IS_USABLE;
  }

  private static String place(CodeSource source) {
    URL location = source == null ? null : source.getLocation();
    return location == null ? "" : " in " + location.getPath();
  }
}
