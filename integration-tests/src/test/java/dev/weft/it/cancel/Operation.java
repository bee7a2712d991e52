package dev.weft.it.cancel;

import dev.weft.Arm;
import dev.weft.AsyncLambda;
import dev.weft.CancelSafe;
import dev.weft.CancelSafe.Keeps;
import dev.weft.CancelUnsafe;
import dev.weft.Combinators;
import dev.weft.Future;
import dev.weft.it.Checkout;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something of the library that can be awaited: a method that gives a future, or a type of futures
 * that says of itself what a cancellation costs.
 *
 * @param name the type without its package, and the method if it is one
 * @param safe what it keeps, if it says so
 * @param unsafe what it loses, if it says so
 */
record Operation(String name, @Nullable CancelSafe safe, @Nullable CancelUnsafe unsafe) {
  private static final Path CLASSES = Checkout.root().resolve("runtime/target/classes");

  /** All of them, by packages and types. */
  static Set<Operation> all() throws IOException, ClassNotFoundException {
    Set<Operation> found = new LinkedHashSet<>();
    for (Class<?> type : types()) {
      if (isMarkedFuture(type)) {
        found.add(of(name(type), type));
      }
      if (!type.isAnnotationPresent(AsyncLambda.class)) {
        methods(type)
            .map(method -> of(name(type) + "." + name(method), marked(method)))
            .forEach(found::add);
      }
    }
    return found;
  }

  /** Public types of the packages that users see. */
  private static List<Class<?>> types() throws IOException, ClassNotFoundException {
    List<String> names;
    try (Stream<Path> files = Files.walk(CLASSES.resolve("dev"))) {
      names = files.map(Operation::className).filter(Operation::isSeen).sorted().toList();
    }
    List<Class<?>> types = new ArrayList<>();
    for (String name : names) {
      types.add(Class.forName(name, false, Future.class.getClassLoader()));
    }
    types.removeIf(type -> !isPublic(type));
    types.sort(Comparator.comparing(Class::getPackageName));
    return types;
  }

  private static String className(Path file) {
    String path =
        CLASSES.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
    return path.endsWith(".class") ? path.substring(0, path.length() - ".class".length()) : "";
  }

  private static boolean isSeen(String name) {
    return !name.isEmpty()
        && !name.startsWith("dev.weft.internal.")
        && !name.startsWith("dev.weft.abi.")
        && !name.endsWith("-info");
  }

  private static boolean isPublic(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
      if (!Modifier.isPublic(each.getModifiers())) {
        return false;
      }
    }
    return true;
  }

  /** The methods of a type that give futures, but for those that its public supertypes show. */
  private static Stream<Method> methods(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> Future.class.isAssignableFrom(method.getReturnType()))
        .filter(method -> !isMarkedFuture(method.getReturnType()))
        .filter(
            method ->
                !method.isBridge()
                    || !Modifier.isPublic(source(method).getDeclaringClass().getModifiers()))
        .filter(
            method -> method.getDeclaringClass() == type || !isPublic(method.getDeclaringClass()))
        .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString));
  }

  /** The method that javac has made a bridge to, so that it can be called from other packages. */
  private static Method source(Method method) {
    Class<?> above = method.getDeclaringClass().getSuperclass();
    while (method.isBridge() && above != null) {
      try {
        return above.getMethod(method.getName(), method.getParameterTypes());
      } catch (NoSuchMethodException e) {
        above = above.getSuperclass();
      }
    }
    return method;
  }

  private static boolean isMarkedFuture(Class<?> type) {
    return Future.class.isAssignableFrom(type) && type.isAnnotationPresent(CancelSafe.class);
  }

  /** The method itself, or the one that it overrides and whose mark it inherits. */
  private static AnnotatedElement marked(Method method) {
    return Stream.concat(Stream.of(method, source(method)), overridden(method))
        .filter(each -> of("", each).isMarked())
        .findFirst()
        .orElse(method);
  }

  private static Stream<Method> overridden(Method method) {
    return Arrays.stream(method.getDeclaringClass().getInterfaces())
        .flatMap(type -> Arrays.stream(type.getMethods()))
        .filter(each -> each.getName().equals(method.getName()))
        .filter(each -> Arrays.equals(each.getParameterTypes(), method.getParameterTypes()));
  }

  private static Operation of(String name, AnnotatedElement element) {
    return new Operation(
        name, element.getAnnotation(CancelSafe.class), element.getAnnotation(CancelUnsafe.class));
  }

  /** Where one name has two meanings it tells them apart. */
  private static String name(Method method) {
    boolean ofArms = method.toGenericString().contains(Arm.class.getName());
    return ofArms ? method.getName() + " of arms" : method.getName();
  }

  private static String name(Class<?> type) {
    if (type == Combinators.class) {
      return "Weft";
    }
    return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
  }

  /** Whether it says one thing or the other. */
  boolean isMarked() {
    return (safe == null) != (unsafe == null);
  }

  /** Whether data may be lost by a cancellation. */
  boolean losesData() {
    return unsafe != null;
  }

  /** Whether it only ends something. */
  boolean closes() {
    return name.endsWith(".closeAsync");
  }

  /** A row of the table. */
  String row() {
    return "| `%s` | %s |\n".formatted(name, verdict());
  }

  private String verdict() {
    if (safe == null) {
      return "no | " + Objects.requireNonNull(unsafe, name).value();
    }
    return switch (safe.value()) {
      case EVERYTHING -> "yes | nothing";
      case ALL_BUT_PLACE -> "but for its turn | the place in the line";
      case WHAT_ARGUMENTS_KEEP -> "if its arguments are | what they lose";
    };
  }

  /** Whether its future is one that was passed to it, in other clothes. */
  boolean passesArgumentOn() {
    return safe != null && safe.value() == Keeps.WHAT_ARGUMENTS_KEEP;
  }
}
