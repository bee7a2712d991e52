package dev.weft.weaver.lint;

import dev.weft.weaver.LintRules;
import dev.weft.weaver.TypeHeader;
import dev.weft.weaver.TypeHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.MethodInsnNode;

/** What types extend and implement, each looked up once. Safe for use by several threads. */
public final class Supertypes {
  private final TypeHeaders headers;
  private final Map<String, Map<String, TypeHeader>> known = new ConcurrentHashMap<>();

  /** Those that are found in some headers. */
  public Supertypes(TypeHeaders headers) {
    this.headers = headers;
  }

  /** A type and all of its supertypes in Java's notation, by its name with slashes. */
  Set<String> of(String name) {
    return all(name).keySet();
  }

  /** Whether a type is a lazy future; the platform has none. */
  boolean isLazyFuture(String name) {
    return !name.startsWith("java/") && !name.startsWith("[") && LintRules.isLazy(of(name));
  }

  /** The type that declares a called method, by its name with slashes; the callee if unknown. */
  String declaring(MethodInsnNode call) {
    return all(call.owner).values().stream()
        .filter(type -> declares(type, call).isPresent())
        .map(TypeHeader::name)
        .findFirst()
        .orElse(call.owner);
  }

  private static Optional<TypeHeader.Member> declares(TypeHeader type, MethodInsnNode call) {
    return type.methods().stream()
        .filter(method -> method.name().equals(call.name))
        .filter(method -> method.descriptor().equals(call.desc))
        .findFirst();
  }

  private Map<String, TypeHeader> all(String name) {
    Map<String, TypeHeader> found = known.get(name);
    if (found == null) {
      found = new LinkedHashMap<>();
      collect(name, found);
      known.put(name, found);
    }
    return found;
  }

  private void collect(@Nullable String name, Map<String, TypeHeader> found) {
    TypeHeader header = name == null ? null : headers.find(name);
    if (header == null || found.putIfAbsent(inJava(header.name()), header) != null) {
      return;
    }
    collect(header.superName(), found);
    header.interfaces().forEach(each -> collect(each, found));
  }

  private static String inJava(String internalName) {
    return internalName.replace('/', '.').replace('$', '.');
  }
}
