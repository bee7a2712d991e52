package dev.weft.internal.inspect;

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

  private static final ClassValue<Boolean> OF_RUNTIME =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return RUNTIME != null && Objects.equals(codeSource(type), RUNTIME);
        }
      };

  /** The fields that a class declares, made accessible if that may be. */
  private static final ClassValue<List<Field>> DECLARED =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          List<Field> fields = List.of(type.getDeclaredFields());
          fields.forEach(Field::trySetAccessible);
          return fields;
        }
      };

  /** The fields that refer to objects, those of superclasses included. */
  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return Stream.<Class<?>>iterate(type, ObjectGraph::isOpaque, Class::getSuperclass)
              .flatMap(each -> declared(each).stream())
              .filter(ObjectGraph::refers)
              .toList();
        }
      };

  private ObjectGraph() {}

  private static boolean isOpaque(@Nullable Class<?> type) {
    return type != null && !isJdk(type);
  }

  private static boolean refers(Field field) {
    return !Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive();
  }

  /** Whether a class belongs to this runtime, whatever it is called. */
  static boolean isRuntime(Class<?> type) {
    return OF_RUNTIME.get(type);
  }

  private static @Nullable CodeSource codeSource(Class<?> type) {
    return type.getProtectionDomain().getCodeSource();
  }

  private static boolean isJdk(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  /** The fields that a class declares, in order. */
  static List<Field> declared(Class<?> type) {
    return DECLARED.get(type);
  }

  /** The fields of a class that refer to objects. */
  static List<Field> fields(Class<?> type) {
    return FIELDS.get(type);
  }

  /** What a field refers to; null also where that is no object, or can't be read. */
  static @Nullable Object read(Field field, Object owner) {
    try {
      return refers(field) ? field.get(owner) : null;
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
