package dev.weft.internal.deadlock;

import dev.weft.abi.Strand;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What objects refer to, as far as reflection may see it. */
final class ObjectGraph {
  private static final @Nullable CodeSource RUNTIME = codeSource(Strand.class);

  /** The fields that refer to objects and can be read, those of superclasses included. */
  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return Stream.<Class<?>>iterate(type, ObjectGraph::isOpaque, Class::getSuperclass)
              .flatMap(each -> Arrays.stream(each.getDeclaredFields()))
              .filter(ObjectGraph::canBeRead)
              .toList();
        }
      };

  private ObjectGraph() {}

  private static boolean isOpaque(@Nullable Class<?> type) {
    return type != null && !isJdk(type);
  }

  private static boolean canBeRead(Field field) {
    return !Modifier.isStatic(field.getModifiers())
        && !field.getType().isPrimitive()
        && field.trySetAccessible();
  }

  /** Whether a class belongs to this runtime, whatever it is called. */
  static boolean isRuntime(Class<?> type) {
    return RUNTIME != null && Objects.equals(codeSource(type), RUNTIME);
  }

  private static @Nullable CodeSource codeSource(Class<?> type) {
    return type.getProtectionDomain().getCodeSource();
  }

  private static boolean isJdk(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  /** The fields of a class that can be read. */
  static List<Field> fields(Class<?> type) {
    return FIELDS.get(type);
  }

  /** What a field refers to; null also where that can't be read. */
  static @Nullable Object read(Field field, Object owner) {
    try {
      return canBeRead(field) ? field.get(owner) : null;
    } catch (IllegalAccessException e) {
      return null;
    }
  }

  /** What an object refers to, null among them. */
  static Collection<? extends @Nullable Object> neighbours(Object object) {
    if (object instanceof Object[] array) {
      return Arrays.asList(array);
    }
    return isJdk(object.getClass()) ? elements(object) : parts(object);
  }

  private static Collection<? extends @Nullable Object> parts(Object object) {
    return fields(object.getClass()).stream().map(field -> read(field, object)).toList();
  }

  /** Another thread may change a collection meanwhile; then it is not seen through. */
  private static Collection<? extends @Nullable Object> elements(Object container) {
    try {
      return Arrays.asList(elementsOf(container));
    } catch (ConcurrentModificationException e) {
      return List.of();
    }
  }

  private static @Nullable Object[] elementsOf(Object container) {
    if (container instanceof Collection<?> collection) {
      return collection.toArray();
    }
    if (container instanceof Map<?, ?> map) {
      return map.values().toArray();
    }
    if (container instanceof AtomicReference<?> reference) {
      return new @Nullable Object[] {reference.get()};
    }
    return container instanceof Optional<?> optional ? optional.stream().toArray() : new Object[0];
  }
}
