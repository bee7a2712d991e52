package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What code can find out about itself. */
public final class Reflective {
  private Reflective() {}

  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.METHOD, ElementType.PARAMETER})
  @interface Mark {
    String value() default "none";
  }

  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE_USE)
  @interface TypeMark {}

  @Async
  @Mark("method")
  static <T extends Comparable<T>> @TypeMark Future<@TypeMark T> marked(
      @Mark("p") final Probe p, T first, @Mark T... rest) throws IOException {
    T got = await(p.f(first));
    return ready(rest.length > 0 ? await(p.f(rest[0])) : got);
  }

  private static Method find(String name, Class<?>... types) throws ReflectiveOperationException {
    return Reflective.class.getDeclaredMethod(name, types);
  }

  @Async
  @Pitfall(62)
  public static Future<Object> attributesOfAMethod(Probe p) throws Exception {
    Method marked = find("marked", Probe.class, Comparable.class, Comparable[].class);
    p.log(marked.toGenericString());
    p.log(await(p.f(marked.getAnnotation(Mark.class).value())));
    p.log(Arrays.deepToString(marked.getParameterAnnotations()));
    p.log(marked.getAnnotatedReturnType().toString());
    p.log(Arrays.toString(marked.getParameters()));
    return ready(await(p.f(marked.isVarArgs())));
  }

  @Async
  @Pitfall(62)
  public static Future<Object> annotationsAreNotRepeated(Probe p) {
    long marked =
        Arrays.stream(Reflective.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Mark.class))
            .count();
    long asyncMethods =
        Arrays.stream(Reflective.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Async.class))
            .count();
    return ready(marked + await(p.f(asyncMethods)));
  }

  @Async
  @Pitfall(71)
  public static Future<Object> calledByReflection(Probe p) throws Exception {
    Method marked = find("marked", Probe.class, Comparable.class, Comparable[].class);
    Future<?> a = (Future<?>) marked.invoke(null, p, "first", new String[0]);
    Future<?> b = (Future<?>) marked.invoke(null, p, 1, new Integer[] {2});
    return ready(await(a) + "" + await(b));
  }

  @Async
  @Pitfall(68)
  public static Future<Object> lookup(Probe p) throws Throwable {
    MethodHandles.Lookup before = MethodHandles.lookup();
    p.log(await(p.f(before.lookupClass().getName())));
    MethodHandles.Lookup after = MethodHandles.lookup();
    MethodType type = MethodType.methodType(String.class, String.class);
    var handle = after.findStatic(Reflective.class, "secret", type);
    return ready((String) handle.invokeExact("x") + after.lookupModes());
  }

  private static String secret(String s) {
    return "secret " + s;
  }

  @Async
  @Pitfall(68)
  public static Future<Object> callerClass(Probe p) {
    String before = caller();
    return ready(before + await(p.f(":")) + caller());
  }

  private static String caller() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(frames -> frames.skip(1).findFirst().orElseThrow())
        .getDeclaringClass()
        .getName();
  }

  @Async
  @Pitfall(68)
  public static Future<Object> classForName(Probe p) throws Exception {
    String name = await(p.f("differential.Reflective"));
    return ready(Class.forName(name) == Reflective.class);
  }

  @Async
  @Pitfall(61)
  public static Future<Object> enclosingMethods(Probe p) {
    class Local {}
    Object anonymous = new Object() {};
    String before = describe(Local.class) + describe(anonymous.getClass());
    p.log(await(p.f(before)));
    return ready(await(p.f(describe(Mark.class))));
  }

  private static String describe(Class<?> type) {
    return type.getName()
        + (type.getEnclosingMethod() == null ? "" : " in " + type.getEnclosingMethod().getName())
        + Arrays.stream(type.isAnonymousClass() ? new Class<?>[0] : type.getDeclaredClasses())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(",", " [", "]"));
  }

  @Async
  @Pitfall(61)
  public static Future<Object> memberClasses(Probe p) {
    String members =
        Arrays.stream(Reflective.class.getDeclaredClasses())
            .map(Class::getSimpleName)
            .sorted()
            .collect(Collectors.joining(","));
    Object mate = new Object() {};
    return ready(members + await(p.f(Reflective.class.isNestmateOf(mate.getClass()))));
  }

  @Async
  @Pitfall(91)
  public static Future<Object> linesOfExceptions(Probe p) {
    String text = "";
    for (int i = 0; i < 2; i++) {
      text += top(new Exception());
      int got = await(p.f(i));
      text += top(new Exception());
      try {
        if (got == 1) {
          throw new IllegalStateException(await(p.f("over")) + " several lines");
        }
        text += await(p.f(new int[0]))[got];
      } catch (ArrayIndexOutOfBoundsException | IllegalStateException e) {
        text += top(e) + await(p.f(e.getMessage()));
      }
    }
    return ready(text);
  }

  private static String top(Throwable e) {
    StackTraceElement top = e.getStackTrace()[0];
    return top.getClassName() + "." + top.getMethodName() + ":" + top.getLineNumber() + ";";
  }

  interface Source extends Supplier<String>, Serializable {}

  @Async
  @Pitfall(69)
  public static Future<Object> serializableLambda(Probe p) throws Exception {
    String captured = await(p.f("captured"));
    int number = await(p.f(5));
    Source source = () -> captured + number;
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream() {
          @Override
          public synchronized String toString() {
            return "bytes";
          }
        };
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(source);
    }
    Source copy = read(await(p.f(bytes)).toByteArray());
    return ready(copy.get() + (copy != source));
  }

  private static Source read(byte[] bytes) throws Exception {
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes)) {
          @Override
          protected Class<?> resolveClass(ObjectStreamClass type) throws ClassNotFoundException {
            return Class.forName(type.getName(), false, Reflective.class.getClassLoader());
          }
        }) {
      return (Source) in.readObject();
    }
  }
}
