package dev.weft.weaver.scan;

import dev.weft.weaver.TypeHeader;
import dev.weft.weaver.TypeHeaders;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells which types are async functional interfaces or implement some. Safe for use by several
 * threads.
 */
public final class AsyncTypes {
  private final TypeHeaders headers;
  private final Map<String, Optional<AsyncInterface>> interfaces = new ConcurrentHashMap<>();
  private final Map<String, List<AsyncInterface>> implemented = new ConcurrentHashMap<>();

  /** The types that are found in some headers. */
  public AsyncTypes(TypeHeaders headers) {
    this.headers = headers;
  }

  /** The same types with one more, which may be found in the headers as it was before. */
  public AsyncTypes with(TypeHeader type) {
    return new AsyncTypes(name -> name.equals(type.name()) ? type : headers.find(name));
  }

  /** A type as an async interface, by its name with slashes; null if it isn't one. */
  public @Nullable AsyncInterface find(String name) {
    if (isPlatform(name)) {
      return null;
    }
    Optional<AsyncInterface> known = interfaces.get(name);
    if (known == null) {
      known =
          Optional.ofNullable(headers.find(name))
              .flatMap(type -> Sam.of(type, supers(name, all -> true)));
      interfaces.put(name, known);
    }
    return known.orElse(null);
  }

  /** The async interfaces that a type is or implements, each before those that it extends. */
  public List<AsyncInterface> of(String name) {
    List<AsyncInterface> known = implemented.get(name);
    if (known == null) {
      known = isPlatform(name) ? List.of() : search(name);
      implemented.put(name, known);
    }
    return known;
  }

  /** The async interfaces whose method is that of an async interface which extends them. */
  public List<AsyncInterface> extendedBy(AsyncInterface type) {
    return of(type.name()).stream()
        .filter(extended -> !extended.equals(type) && extended.suspends())
        .filter(extended -> extended.method().equals(type.method()))
        .filter(extended -> !Collections.disjoint(extended.descriptors(), type.descriptors()))
        .toList();
  }

  private List<AsyncInterface> search(String name) {
    List<AsyncInterface> found = new ArrayList<>();
    for (TypeHeader type : supers(name, followed -> !isPlatform(followed))) {
      AsyncInterface async = type.isAsync() ? find(type.name()) : null;
      if (async != null) {
        found.add(async);
      }
    }
    return List.copyOf(found);
  }

  /** The platform knows nothing of Weft, so that it need not be searched. */
  private static boolean isPlatform(String name) {
    return name.startsWith("java/") || name.startsWith("[");
  }

  /**
   * The async interface whose method a call reaches; null if it reaches none.
   *
   * @param owner the type that the call names
   * @param name the name of the called method
   * @param descriptor its descriptor
   */
  public @Nullable AsyncInterface called(String owner, String name, String descriptor) {
    for (AsyncInterface async : of(owner)) {
      if (async.method().equals(name) && variant(async, owner, descriptor) != null) {
        return async;
      }
    }
    return null;
  }

  /**
   * The descriptor by which an async interface calls a method; null if it isn't the method that
   * implements the interface's.
   *
   * @param async the interface
   * @param type a type that implements it
   * @param descriptor the descriptor of the type's method, which is named like the interface's
   */
  public @Nullable String variant(AsyncInterface async, String type, String descriptor) {
    return variants(async, type, descriptor).stream().findFirst().orElse(null);
  }

  /** The same, with all the descriptors. */
  List<String> variants(AsyncInterface async, String type, String descriptor) {
    Set<String> names = bridged(type, async.method(), descriptor);
    return async.descriptors().stream().filter(names::contains).toList();
  }

  /** The descriptors by which a method is called in a type and its supertypes. */
  private Set<String> bridged(String type, String name, String descriptor) {
    Set<String> descriptors = new LinkedHashSet<>(Set.of(descriptor));
    List<TypeHeader> types = supers(type, followed -> !isPlatform(followed));
    for (int before = 0; before < descriptors.size(); ) {
      before = descriptors.size();
      for (TypeHeader header : types) {
        for (TypeHeader.Member method : header.methods()) {
          if (method.name().equals(name) && descriptors.contains(method.descriptor())) {
            descriptors.addAll(method.bridged());
          }
        }
      }
    }
    return descriptors;
  }

  /** A type and its supertypes, each before those that it extends; those of the weaver left out. */
  private List<TypeHeader> supers(String name, Predicate<String> followed) {
    List<TypeHeader> found = new ArrayList<>();
    collect(name, followed, new HashSet<>(), found);
    Collections.reverse(found);
    return found;
  }

  private void collect(
      @Nullable String name, Predicate<String> followed, Set<String> seen, List<TypeHeader> found) {
    if (name == null || !followed.test(name) || !seen.add(name)) {
      return;
    }
    TypeHeader header = headers.find(name);
    if (header != null && !header.isGenerated()) {
      for (int i = header.interfaces().size() - 1; i >= 0; i--) {
        collect(header.interfaces().get(i), followed, seen, found);
      }
      collect(header.superName(), followed, seen, found);
      found.add(header);
    }
  }
}
