package dev.weft.weaver.analyse;

import dev.weft.weaver.TypeHeader;
import dev.weft.weaver.TypeHeaders;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Whether a class may name others in its code (JVMS 5.4.4). A value can be of a class that the code
 * which holds it may not name: a package-private one of another package, got by {@code var}.
 */
public final class Accessibility {
  private final String owner;
  private final TypeHeaders headers;
  private final Map<String, Boolean> known = new HashMap<>();

  /** What a class, by its name with slashes, may name. */
  public Accessibility(String owner, TypeHeaders headers) {
    this.owner = owner;
    this.headers = headers;
  }

  /** Whether the class of a reference, or of an array's elements, may be named. */
  public boolean canName(Type type) {
    Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
    if (element.getSort() != Type.OBJECT) {
      return true;
    }
    String name = element.getInternalName();
    return packageOf(name).equals(packageOf(owner)) || known.computeIfAbsent(name, this::isPublic);
  }

  private static String packageOf(String internalName) {
    return internalName.substring(0, internalName.lastIndexOf('/') + 1);
  }

  /** A class of which nothing is known may be any: what isn't known to be public is not named. */
  private boolean isPublic(String name) {
    TypeHeader header = headers.find(name);
    return header != null && (header.access() & Opcodes.ACC_PUBLIC) != 0;
  }
}
