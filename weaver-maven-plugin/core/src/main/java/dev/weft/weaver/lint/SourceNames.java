package dev.weft.weaver.lint;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;

/** Names as the messages of the annotation processor write them. */
final class SourceNames {
  private SourceNames() {}

  /** A method with the simple names of its parameters' types. */
  static String method(String name, String descriptor) {
    return Arrays.stream(Type.getArgumentTypes(descriptor))
        .map(type -> simple(type.getClassName()))
        .collect(Collectors.joining(", ", name + "(", ")"));
  }

  /** The last part of a name; of an anonymous class what is before its number, too. */
  static String simple(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('.')) + 1);
    String inner = last.substring(last.lastIndexOf('$') + 1);
    return inner.matches("\\d*") ? last : inner;
  }
}
