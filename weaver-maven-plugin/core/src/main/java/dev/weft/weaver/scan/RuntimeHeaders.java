package dev.weft.weaver.scan;

import dev.weft.weaver.TypeHeader;
import dev.weft.weaver.TypeHeaders;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * The async interfaces of the runtime, for class paths that lack it: what {@code async} and {@code
 * spawn} take is known without.
 */
public final class RuntimeHeaders implements TypeHeaders {
  private static final Map<String, TypeHeader> KNOWN =
      Stream.of(
              header("AsyncCallable", "WovenCallable", "call", "()" + Abi.OBJECT_DESC),
              header("AsyncRunnable", "WovenRunnable", "run", "()V"),
              header("AsyncFunction", "WovenFunction", "apply", function(Abi.OBJECT_DESC)),
              header("AsyncConsumer", "WovenConsumer", "accept", function("V")),
              header("FutureCallable", null, "call", "()" + Abi.FUTURE_DESC))
          .collect(Collectors.toMap(TypeHeader::name, header -> header));

  private final TypeHeaders others;

  /** Those of the runtime, where others don't have them. */
  public RuntimeHeaders(TypeHeaders others) {
    this.others = others;
  }

  private static String function(String returned) {
    return "(" + Abi.OBJECT_DESC + ")" + returned;
  }

  private static TypeHeader header(
      String name, @Nullable String companion, String method, String descriptor) {
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT;
    return new TypeHeader(
        "dev/weft/" + name,
        access | Opcodes.ACC_INTERFACE,
        Abi.OBJECT,
        List.of(),
        false,
        true,
        false,
        companion == null ? null : "dev/weft/abi/" + companion,
        List.of(new TypeHeader.Member(method, descriptor, access, List.of())));
  }

  @Override
  public @Nullable TypeHeader find(String internalName) {
    TypeHeader found = others.find(internalName);
    return found == null ? KNOWN.get(internalName) : found;
  }
}
