package dev.weft.weaver.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.AsyncMain;
import dev.weft.Flavor;
import dev.weft.Future;
import dev.weft.Weft;
import dev.weft.abi.AsyncFrame;
import dev.weft.weaver.ClassFileHeaders;
import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.TypeHeader;
import dev.weft.weaver.Weaver;
import dev.weft.weaver.Weaving;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;

/** What the weaver calls by name is what the runtime has. */
final class AbiTest {
  private static final int PUBLIC = Modifier.PUBLIC;
  private static final int STATIC = Modifier.PUBLIC | Modifier.STATIC;
  private static final int FINAL = Modifier.PUBLIC | Modifier.FINAL;
  private static final int PROTECTED = Modifier.PROTECTED;

  private static final String EACH_STREAM = "(Ldev/weft/AsyncStream;)Ljava/lang/Iterable;";
  private static final String EACH_STREAM_CLASS =
      "(Ldev/weft/AsyncStream;Ljava/lang/Class;)Ljava/lang/Iterable;";

  /** A method that woven code calls, implements, or takes the place of. */
  private record Member(String owner, String name, String descriptor, int access) {
    @Override
    public String toString() {
      return Modifier.toString(access) + " " + owner + "." + name + descriptor;
    }
  }

  private static final List<Member> MEMBERS =
      List.of(
          new Member(Abi.WEFT, Abi.AWAIT, Abi.AWAIT_FUTURE, STATIC),
          new Member(Abi.WEFT, Abi.AWAIT, Abi.AWAIT_FUTURE_CLASS, STATIC),
          new Member(Abi.WEFT, Abi.AWAIT, Abi.AWAIT_STAGE, STATIC),
          new Member(Abi.WEFT, Abi.AWAIT, Abi.AWAIT_STAGE_CLASS, STATIC),
          new Member(Abi.WEFT, Abi.EACH, EACH_STREAM, STATIC),
          new Member(Abi.WEFT, Abi.EACH, EACH_STREAM_CLASS, STATIC),
          new Member(Abi.EACH_LOOP, Abi.PULL, Abi.PULL_DESC, STATIC),
          new Member(Abi.EACH_LOOP, Abi.ACCEPT, Abi.ACCEPT_DESC, STATIC),
          new Member(Abi.WEFT, Abi.FROM, Abi.FROM_DESC, STATIC),
          new Member(Abi.WEFT, Abi.READY, Abi.READY_VALUE, STATIC),
          new Member(Abi.WEFT, Abi.READY, Abi.READY_VOID, STATIC),
          new Member(Abi.WEFT, Abi.COMPLETED, Abi.COMPLETED_VALUE, STATIC),
          new Member(Abi.WEFT, Abi.SPAWN, Abi.SPAWN_FUTURE, STATIC),
          new Member(Abi.WEFT, Abi.SPAWN, Abi.SPAWN_CALLABLE, STATIC),
          new Member(Abi.WEFT, Abi.SPAWN, Abi.SPAWN_RUNNABLE, STATIC),
          new Member(Abi.WEFT, Abi.SPAWN, Abi.SPAWN_FUTURE_CALLABLE, STATIC),
          new Member(Abi.WEFT, Abi.SPAWN_BLOCKING, Abi.SPAWN_BLOCKING_DESC, STATIC),
          new Member(Abi.RUNTIME, Abi.SPAWN, Abi.SPAWN_FUTURE, PUBLIC | Modifier.ABSTRACT),
          new Member(Abi.RUNTIME_HANDLE, Abi.SPAWN, Abi.SPAWN_FUTURE, PUBLIC | Modifier.ABSTRACT),
          new Member(Abi.STRAND, Abi.STRAND_AWAIT, Abi.STRAND_AWAIT_DESC, STATIC),
          new Member(Abi.STRAND, Abi.STRAND_AWAIT_TAIL, Abi.STRAND_AWAIT_DESC, STATIC),
          new Member(Abi.STRAND, Abi.MAY_ASK, Abi.MAY_ASK_DESC, STATIC),
          new Member(Abi.STRAND, Abi.ASK, Abi.STRAND_AWAIT_DESC, STATIC),
          new Member(Abi.FRAME, Abi.TAKE, Abi.TAKE_DESC, FINAL),
          new Member(Abi.STRAND, Abi.DEPTH, Abi.DEPTH_DESC, FINAL),
          new Member(Abi.STRAND, Abi.ENTER, Abi.ENTER_DESC, FINAL),
          new Member(Abi.STRAND, Abi.IS_TOO_DEEP, Abi.IS_TOO_DEEP_DESC, STATIC),
          new Member(Abi.FRAME, Abi.STATE, Abi.STATE_DESC, FINAL),
          new Member(Abi.FRAME, Abi.SUSPEND, Abi.SUSPEND_DESC, FINAL),
          new Member(Abi.FRAME, Abi.UNKNOWN_STATE, Abi.UNKNOWN_STATE_DESC, STATIC),
          new Member(Abi.FRAME, Abi.RESUME, Abi.RESUME_DESC, PROTECTED | Modifier.ABSTRACT),
          new Member(Abi.FRAME, Abi.TABLE, Abi.TABLE_DESC, PROTECTED),
          new Member(Abi.EAGER, Abi.EAGER_START, Abi.EAGER_START_DESC, STATIC),
          new Member(Abi.ENTRY, Abi.ENTRY_RUN, Abi.ENTRY_RUN_DESC, STATIC),
          new Member(Abi.ENTRY, Abi.ENTRY_TEST, Abi.ENTRY_TEST_DESC, STATIC),
          new Member(Abi.UNBOXED, "toBoolean", Abi.BOX_DESC, STATIC),
          new Member(Abi.UNBOXED, "toByte", Abi.BOX_DESC, STATIC),
          new Member(Abi.UNBOXED, "toCharacter", Abi.BOX_DESC, STATIC),
          new Member(Abi.UNBOXED, "toShort", Abi.BOX_DESC, STATIC),
          new Member(Abi.UNBOXED, "toInteger", Abi.BOX_DESC, STATIC),
          new Member(Abi.DISPATCH, Abi.IS_OVERRIDDEN, Abi.IS_OVERRIDDEN_DESC, STATIC),
          new Member(Abi.DISPATCH, Abi.IS_WOVEN, Abi.IS_WOVEN_DESC, STATIC),
          new Member(Abi.DISPATCH, Abi.OUTSIDE_OF_ASYNC, Abi.OUTSIDE_OF_ASYNC_DESC, STATIC));

  private static final List<String> LAMBDAS =
      List.of(
          "dev/weft/AsyncCallable",
          "dev/weft/AsyncRunnable",
          "dev/weft/AsyncFunction",
          "dev/weft/AsyncConsumer",
          "dev/weft/FutureCallable");

  private static final ClassFiles CLASS_PATH = ClassFiles.of(List.of(runtime()));

  @ParameterizedTest
  @FieldSource("MEMBERS")
  void memberExistsAsItIsUsed(Member member) throws Exception {
    Method method = find(load(member.owner), member.name, member.descriptor);
    int relevant = PUBLIC | PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT;
    assertThat(Modifier.toString(method.getModifiers() & relevant))
        .isEqualTo(Modifier.toString(member.access));
  }

  /** Names no type and no member that the other tests don't look at. */
  @ParameterizedTest
  @MethodSource("texts")
  void everyConstantIsKnown(String text) throws Exception {
    Set<String> known = new HashSet<>(List.of(Abi.PENDING, Abi.SUPER, Abi.WAY_OUT));
    MEMBERS.forEach(member -> known.addAll(List.of(member.name, member.descriptor)));
    if (text.startsWith("L") && text.endsWith(";")) {
      assertThat(load(Type.getType(text).getInternalName())).isNotNull();
    } else if (text.contains("/") && !text.startsWith("(")) {
      assertThat(load(text)).matches(type -> Modifier.isPublic(type.getModifiers()));
    } else {
      assertThat(known).contains(text);
    }
  }

  static Stream<String> texts() {
    return Stream.of(Abi.class.getFields())
        .filter(field -> field.getType() == String.class)
        .map(field -> (String) get(field));
  }

  @ParameterizedTest
  @CsvSource({
    Abi.POLL + "," + Abi.PENDING + "," + Abi.POLL_DESC,
    Abi.DISPATCH + "," + Abi.SUPER + "," + Abi.FRAME_DESC
  })
  void constantsHaveTheirTypes(String owner, String name, String descriptor) throws Exception {
    Field constant = load(owner).getField(name);
    assertThat(Type.getDescriptor(constant.getType())).isEqualTo(descriptor);
    assertThat(Modifier.toString(constant.getModifiers())).isEqualTo("public static final");
  }

  @Test
  void framesCanBeMadeAndNumberTheirStartAsTheWeaverDoes() throws Exception {
    Constructor<?> constructor = AsyncFrame.class.getDeclaredConstructor();
    assertThat(Modifier.toString(constructor.getModifiers())).isEqualTo("protected");
    Field start = AsyncFrame.class.getDeclaredField("START");
    start.setAccessible(true);
    assertThat(start.get(null)).isEqualTo(Abi.START);
  }

  @Test
  void flavorsAreAsTheStubOfMainAssumes() throws Exception {
    assertThat(AsyncMain.class.getMethod("flavor").getDefaultValue())
        .isEqualTo(Flavor.MULTI_THREAD);
    assertThat(AsyncMain.class.getMethod("workerThreads").getDefaultValue()).isEqualTo(0);
  }

  @Test
  void theMarkIsKeptInClassFilesOnly() throws Exception {
    Class<?> woven = load(Type.getType(Abi.WOVEN).getInternalName());
    assertThat(retention(woven)).isEqualTo(RetentionPolicy.CLASS);
    assertThat(woven.getMethod("version").getReturnType()).isEqualTo(int.class);
    assertThat(woven.getMethod("owner").getReturnType()).isEqualTo(String.class);
    assertThat(woven.getMethod("shape").getReturnType()).isEqualTo(int.class);
    assertThat(woven.getMethod("companion").getReturnType()).isEqualTo(String.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {Abi.ASYNC, Abi.ASYNC_MAIN, Abi.ASYNC_LAMBDA})
  @Tag("P103")
  void annotationsReachTheClassFile(String descriptor) throws Exception {
    Class<?> annotation = load(Type.getType(descriptor).getInternalName());
    assertThat(annotation).isAssignableTo(Annotation.class);
    assertThat(retention(annotation)).isNotEqualTo(RetentionPolicy.SOURCE);
  }

  @ParameterizedTest
  @FieldSource("LAMBDAS")
  void lambdasThatReturnAFutureNeedNoCompanion(String name) throws Exception {
    AsyncInterface type = new AsyncTypes(ClassFileHeaders.of(CLASS_PATH)).find(name);
    assertThat(type.suspends()).isNotEqualTo(returnsFuture(load(name)));
    assertThat(type.companion() != null).isEqualTo(type.suspends());
  }

  @ParameterizedTest
  @FieldSource("LAMBDAS")
  void theRuntimesInterfacesAreKnownWithoutIt(String name) {
    TypeHeader known = new RuntimeHeaders(none -> null).find(name);
    assertThat(known).isEqualTo(ClassFileHeaders.of(CLASS_PATH).find(name));
  }

  /** Those of the runtime are written by hand. */
  @ParameterizedTest
  @FieldSource("LAMBDAS")
  void companionsHaveWhatTheWeaverWouldGiveThem(String name) throws Exception {
    AsyncInterface type = new AsyncTypes(ClassFileHeaders.of(CLASS_PATH)).find(name);
    if (type.suspends()) {
      Weaving weaving = new Weaver(CLASS_PATH).weave(name, withoutMark(CLASS_PATH.find(name)));
      byte[] made = weaving.generated().get(0).bytes();
      assertThat(members(CLASS_PATH.find(type.companion()))).isEqualTo(members(made));
      assertThat(load(type.companion())).isInterface().isPublic().isAssignableTo(load(name));
    }
  }

  private static byte[] withoutMark(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor filter =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return descriptor.equals(Abi.WOVEN) ? null : super.visitAnnotation(descriptor, visible);
          }
        };
    new ClassReader(classFile).accept(filter, 0);
    return writer.toByteArray();
  }

  private static Set<String> members(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, 0);
    int relevant = Modifier.PUBLIC | Modifier.STATIC | Modifier.ABSTRACT;
    return node.methods.stream()
        .map(m -> Modifier.toString(m.access & relevant) + " " + m.name + m.desc)
        .collect(Collectors.toSet());
  }

  /** A parameter that the weaver doesn't know would take lambdas that never get woven. */
  @Test
  void everyFunctionalParameterOfAsyncAndSpawnIsAsync() {
    Stream<String> taken =
        Stream.of(Weft.class.getMethods())
            .filter(method -> Set.of("async", "spawn").contains(method.getName()))
            .flatMap(method -> Arrays.stream(method.getParameterTypes()))
            .filter(type -> type != Future.class)
            .map(Type::getInternalName);
    assertThat(LAMBDAS).containsAll(taken.distinct().toList());
    assertThat(new AsyncTypes(ClassFileHeaders.of(CLASS_PATH)).find("java/lang/Runnable")).isNull();
  }

  /** A method that the weaver doesn't know would start tasks without a place. */
  @ParameterizedTest
  @ValueSource(strings = {Abi.WEFT, Abi.RUNTIME, Abi.RUNTIME_HANDLE})
  void everyMethodThatSpawnsIsKnownAndHasATwin(String owner) throws Exception {
    for (Method method : load(owner).getMethods()) {
      if (method.getName().startsWith("spawn")) {
        String descriptor = Type.getMethodDescriptor(method);
        assertThat(MEMBERS)
            .filteredOn(m -> m.owner.equals(owner) && m.name.equals(method.getName()))
            .extracting(Member::descriptor)
            .contains(descriptor);
        boolean isStatic = Modifier.isStatic(method.getModifiers());
        String receiver = isStatic ? "" : Type.getObjectType(owner).getDescriptor();
        assertHasTwin(Abi.SPAWNER, method, receiver);
      }
    }
  }

  static final Set<String> SPAWN_TARGETS = Abi.SPAWN_TARGETS;

  @ParameterizedTest
  @FieldSource("SPAWN_TARGETS")
  void everyMethodThatSpawnsIntoSomethingHasATwin(String owner) throws Exception {
    List<Method> spawning =
        Stream.of(load(owner).getMethods())
            .filter(method -> method.getName().startsWith("spawn"))
            .toList();
    assertThat(spawning).hasSize(5);
    for (Method method : spawning) {
      assertThat(method.getName()).isIn(Abi.SPAWN, Abi.SPAWN_BLOCKING);
      assertHasTwin(Abi.INTO_SPAWNER, method, Type.getObjectType(owner).getDescriptor());
    }
  }

  private static void assertHasTwin(String spawner, Method method, String receiver)
      throws Exception {
    String descriptor = Type.getMethodDescriptor(method);
    String twin = descriptor.replace("(", "(" + receiver).replace(")", Abi.STRING_DESC + ")");
    assertThat(find(load(spawner), method.getName(), twin).getModifiers()).isEqualTo(STATIC);
  }

  /** Woven code lives in the modules of users. */
  @Test
  void theModuleExportsWhatWovenCodeNames() throws Exception {
    ModuleDescriptor module = ModuleFinder.of(runtime()).findAll().iterator().next().descriptor();
    assertThat(module.exports())
        .filteredOn(exports -> !exports.isQualified())
        .extracting(ModuleDescriptor.Exports::source)
        .contains("dev.weft", "dev.weft.abi");
  }

  private static Path runtime() {
    try {
      return Path.of(Future.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static RetentionPolicy retention(Class<?> annotation) {
    return annotation.getAnnotation(Retention.class).value();
  }

  private static boolean returnsFuture(Class<?> functionalInterface) {
    return Stream.of(functionalInterface.getMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .allMatch(method -> method.getReturnType() == Future.class);
  }

  private static Class<?> load(String internalName) throws ClassNotFoundException {
    return Class.forName(internalName.replace('/', '.'));
  }

  private static Method find(Class<?> owner, String name, String descriptor) {
    return Stream.of(owner.getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .filter(method -> Type.getMethodDescriptor(method).equals(descriptor))
        .findFirst()
        .orElseThrow(() -> missing(owner, name + descriptor, owner.getDeclaredMethods()));
  }

  private static AssertionError missing(Class<?> owner, String wanted, Executable[] there) {
    return new AssertionError(owner + " has no " + wanted + " but " + Arrays.toString(there));
  }

  private static Object get(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
