package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.weaver.scan.Abi;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.CheckClassAdapter;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/** What is true of every woven class, asserted of all classes of the differential test. */
final class WovenClassesTest {
  private static final int ACCESS =
      Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_PRIVATE;

  /** What javac made of an async method, and the two methods that the weaver made of that. */
  private record Woven(ClassNode owner, MethodNode source, MethodNode stub, MethodNode body) {
    @Override
    public String toString() {
      return owner.name + "." + source.name + source.desc;
    }
  }

  static List<Woven> methods() {
    return AllCases.compiled().keySet().stream().flatMap(WovenClassesTest::methods).toList();
  }

  private static Stream<Woven> methods(String name) {
    ClassNode source = AllCases.node(AllCases.compiled().get(name));
    ClassNode woven = AllCases.node(AllCases.woven().get(name));
    return source.methods.stream()
        .filter(method -> AllCases.isAsync(method))
        .map(method -> new Woven(woven, method, stub(woven, method), body(woven, method)));
  }

  private static MethodNode stub(ClassNode woven, MethodNode source) {
    return find(woven, source.name, source.desc);
  }

  private static MethodNode body(ClassNode woven, MethodNode source) {
    String arguments = source.desc.substring(0, source.desc.indexOf(')'));
    return woven.methods.stream()
        .filter(method -> method.name.equals(source.name))
        .filter(method -> method.desc.startsWith(arguments + "Ldev/weft/abi/Strand;"))
        .filter(method -> method.desc.matches(".*\\$Frame\\d*;\\)(Ljava/lang/Object;|J)"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no body of " + woven.name + "." + source.name));
  }

  private static MethodNode find(ClassNode owner, String name, String descriptor) {
    return owner.methods.stream()
        .filter(method -> method.name.equals(name) && method.desc.equals(descriptor))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + owner.name + "." + name + descriptor));
  }

  @Test
  void thereAreCases() {
    assertThat(methods()).hasSizeGreaterThan(300);
    assertThat(AllCases.frames()).hasSizeGreaterThan(300);
  }

  /** Others see the method as it was written; the mark is for coverage tools. */
  @ParameterizedTest
  @MethodSource("methods")
  @Tag("P62")
  void theStubHasAllThatTheMethodHadButItsCode(Woven woven) {
    assertThat(marks(woven.stub)).isEqualTo(1);
    assertThat(header(woven.stub)).isEqualTo(header(woven.source));
    assertThat(lines(woven.stub)).isZero();
    assertThat(woven.stub.localVariables).isNullOrEmpty();
  }

  /** Coverage tools, debuggers and stack traces see the user's method. */
  @ParameterizedTest
  @MethodSource("methods")
  @Tag("P62")
  @Tag("P94")
  void theBodyIsAMethodOfItsOwnWithoutAnnotations(Woven woven) {
    MethodNode body = woven.body;
    assertThat(body.access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE)).isZero();
    assertThat(body.access & Opcodes.ACC_STATIC)
        .isEqualTo(woven.source.access & Opcodes.ACC_STATIC);
    int classMethod = (woven.owner.access & Opcodes.ACC_INTERFACE) == 0 ? Opcodes.ACC_STATIC : 0;
    boolean isPrivate = (body.access & classMethod) == 0;
    assertThat(body.access & ACCESS).isEqualTo(isPrivate ? Opcodes.ACC_PRIVATE : 0);
    assertThat(marks(body)).isZero();
    assertThat(header(body)).doesNotContain("@").doesNotContain("throws");
  }

  /** As javac's code is, so that every compiler of the JVM understands the loops. */
  @ParameterizedTest
  @MethodSource("methods")
  @Tag("P37")
  @Tag("P38")
  void controlFlowIsReducible(Woven woven) {
    assertThat(FlowGraph.of(woven.source).irreducibleEdges()).isEmpty();
    assertThat(FlowGraph.of(woven.body).irreducibleEdges()).isEmpty();
  }

  static Stream<String> woven() {
    return AllCases.woven().keySet().stream();
  }

  /** To look at a class's methods, HotSpot links the class, and that verifies it. */
  @ParameterizedTest
  @MethodSource("woven")
  @Tag("P28")
  @Tag("P30")
  @Tag("P33")
  void hotSpotVerifies(String name) throws Exception {
    Class<?> loaded = Class.forName(name.replace('/', '.'), false, AllCases.loader());
    assertThat(loaded.getDeclaredMethods()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("woven")
  void asmFindsNothingWrong(String name) {
    byte[] classFile = AllCases.woven().get(name);
    new ClassReader(classFile).accept(new CheckClassAdapter(new ClassWriter(0), false), 0);
    StringWriter errors = new StringWriter();
    CheckClassAdapter.verify(
        new ClassReader(classFile), AllCases.loader(), false, new PrintWriter(errors));
    assertThat(errors).hasToString("");
  }

  static Stream<String> compiled() {
    return AllCases.compiled().keySet().stream();
  }

  /** Names, nests and enclosing classes and methods, which frameworks look at. */
  @ParameterizedTest
  @MethodSource("compiled")
  @Tag("P61")
  void classesAreNestedAsBefore(String name) throws Exception {
    ClassLoader source = TestWeaver.loader(AllCases.compiled());
    assertThat(nesting(load(name, AllCases.loader()))).isEqualTo(nesting(load(name, source)));
  }

  private static Class<?> load(String name, ClassLoader loader) throws ClassNotFoundException {
    return Class.forName(name.replace('/', '.'), false, loader);
  }

  private static String nesting(Class<?> type) {
    return Stream.of(
            type.getSimpleName(),
            type.getCanonicalName(),
            type.getEnclosingClass(),
            type.getEnclosingMethod(),
            type.getNestHost(),
            Stream.of(type.getDeclaredClasses()).map(Class::getName).sorted().toList(),
            Modifier.toString(type.getModifiers()))
        .map(String::valueOf)
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @MethodSource("frames")
  @Tag("P61")
  @Tag("P105")
  void framesAreTopLevelClassesThatNobodySerializes(String name) throws Exception {
    Class<?> frame = load(name, AllCases.loader());
    assertThat(frame.getEnclosingClass()).isNull();
    assertThat(frame.getSimpleName()).isEqualTo(name.substring(name.lastIndexOf('/') + 1));
    assertThat(frame.getNestHost()).isSameAs(frame);
    assertThat(Serializable.class.isAssignableFrom(frame)).isFalse();
  }

  static Stream<String> frames() {
    return AllCases.frames().stream();
  }

  @ParameterizedTest
  @MethodSource("frames")
  @Tag("P53")
  @Tag("P94")
  void framesBelongToTheirPackage(String name) {
    ClassNode frame = AllCases.node(AllCases.woven().get(name));
    int expected = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
    assertThat(frame.access).isEqualTo(expected);
    assertThat(frame.fields).allMatch(field -> (field.access & ACCESS) == 0);
    assertThat(frame.methods).noneMatch(method -> (method.access & Opcodes.ACC_PUBLIC) != 0);
    assertThat(frame.methods)
        .filteredOn(method -> (method.access & Opcodes.ACC_PROTECTED) != 0)
        .extracting(method -> method.name)
        .containsExactlyInAnyOrder("resume", "table");
    assertThat(frame.fields).extracting(field -> field.name).doesNotHaveDuplicates();
  }

  static Stream<String> companions() {
    return AllCases.companions().stream();
  }

  @ParameterizedTest
  @MethodSource("companions")
  void companionsAreInterfacesAsVisibleAsTheOnesTheyAreFor(String name) {
    ClassNode companion = AllCases.node(AllCases.woven().get(name));
    ClassNode type = AllCases.node(AllCases.woven().get(companion.interfaces.get(0)));
    int expected = Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNTHETIC;
    assertThat(companion.access).isEqualTo(expected | (type.access & Opcodes.ACC_PUBLIC));
    assertThat(companion.name).isEqualTo(type.name + "$Woven");
  }

  @Test
  void everyGeneratedClassIsAFrameOrACompanion() {
    assertThat(AllCases.frames().size() + AllCases.companions().size())
        .isEqualTo(AllCases.woven().size() - AllCases.compiled().size());
  }

  static List<Woven> bridges() {
    return AllCases.compiled().keySet().stream().flatMap(WovenClassesTest::bridges).toList();
  }

  private static Stream<Woven> bridges(String name) {
    ClassNode source = AllCases.node(AllCases.compiled().get(name));
    ClassNode woven = AllCases.node(AllCases.woven().get(name));
    return source.methods.stream()
        .filter(method -> (method.access & Opcodes.ACC_BRIDGE) != 0)
        .filter(method -> AllCases.isAnnotated(method))
        .map(bridge -> new Woven(woven, bridge, stub(woven, bridge), stub(woven, bridge)));
  }

  /** javac repeats the annotations of a method on its bridges. */
  @ParameterizedTest
  @MethodSource("bridges")
  @Tag("P58")
  void bridgesAreLeftAlone(Woven woven) {
    assertThat(header(woven.body)).isEqualTo(header(woven.source));
    assertThat(opcodes(woven.body)).isEqualTo(opcodes(woven.source));
  }

  private static List<Integer> opcodes(MethodNode method) {
    return Stream.of(method.instructions.toArray())
        .map(AbstractInsnNode::getOpcode)
        .filter(opcode -> opcode >= 0)
        .toList();
  }

  private static long lines(MethodNode method) {
    return Stream.of(method.instructions.toArray()).filter(WovenClassesTest::isLine).count();
  }

  private static boolean isLine(AbstractInsnNode insn) {
    return insn instanceof LineNumberNode;
  }

  /** Access, descriptor, signature, exceptions, parameters and annotations of all kinds. */
  private static long marks(MethodNode method) {
    List<AnnotationNode> marks = method.invisibleAnnotations;
    return marks == null ? 0 : marks.stream().filter(m -> m.desc.equals(Abi.GENERATED)).count();
  }

  private static String header(MethodNode method) {
    MethodNode copy =
        new MethodNode(
            Opcodes.ASM9,
            method.access,
            method.name,
            method.desc,
            method.signature,
            method.exceptions.toArray(String[]::new));
    method.accept(copy);
    copy.instructions.clear();
    if (copy.invisibleAnnotations != null) {
      copy.invisibleAnnotations.removeIf(mark -> mark.desc.equals(Abi.GENERATED));
    }
    Textifier text = new Textifier();
    copy.accept(new TraceMethodVisitor(text));
    String thrown = method.exceptions.isEmpty() ? "" : " throws " + method.exceptions;
    return String.join(
            " ", Integer.toHexString(method.access), method.desc, method.signature, thrown)
        + text.getText();
  }
}
