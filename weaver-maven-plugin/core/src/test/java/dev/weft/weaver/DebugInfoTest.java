package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SimpleVerifier;

/** What a debugger is told of woven bodies, asserted of all classes of the differential test. */
@DisplayName("Debug information of woven bodies")
final class DebugInfoTest {
  /** What javac made of an async method or lambda, and its body. */
  private record Woven(ClassNode owner, MethodNode source, MethodNode body, boolean forDebuggers) {
    @Override
    public String toString() {
      String option = forDebuggers ? " for debuggers" : "";
      return owner.name + "." + source.name + source.desc + option;
    }
  }

  private static final Map<String, byte[]> FOR_DEBUGGERS =
      TestWeaver.weave(AllCases.compiled(), new WeaverOptions(true, true));

  static List<Woven> methods() {
    return AllCases.compiled().keySet().stream()
        .flatMap(
            name ->
                Stream.concat(
                    methods(name, AllCases.woven(), false), methods(name, FOR_DEBUGGERS, true)))
        .toList();
  }

  private static Stream<Woven> methods(
      String name, Map<String, byte[]> classFiles, boolean forDebuggers) {
    ClassNode source = AllCases.node(AllCases.compiled().get(name));
    ClassNode woven = AllCases.node(classFiles.get(name));
    return woven.methods.stream()
        .filter(DebugInfoTest::isBody)
        .flatMap(
            body ->
                source(source, body).stream()
                    .map(method -> new Woven(woven, method, body, forDebuggers)));
  }

  private static boolean isBody(MethodNode method) {
    return method.desc.matches(".*Ldev/weft/abi/Strand;L[^;]*\\$Frame\\d*;\\)Ljava/lang/Object;")
        && !method.name.endsWith("$resume");
  }

  /** What a body was; empty for one that the weaver has copied. */
  private static Optional<MethodNode> source(ClassNode owner, MethodNode body) {
    String arguments = body.desc.substring(0, body.desc.indexOf("Ldev/weft/abi/Strand;")) + ")";
    return owner.methods.stream()
        .filter(method -> method.name.equals(body.name) && method.desc.startsWith(arguments))
        .findFirst();
  }

  @Test
  void thereAreBodies() {
    assertThat(methods()).hasSizeGreaterThan(800);
  }

  /** No line begins in what the weaver added, but that a loop's first line may begin twice. */
  @ParameterizedTest
  @MethodSource("methods")
  @Tag("P91")
  @Tag("P94")
  void linesBeginWhereTheyBeganInTheSource(Woven woven) {
    assertThat(lines(woven.body)).extracting(Line::number).isEqualTo(numbers(woven.source));
  }

  private static List<Integer> numbers(MethodNode method) {
    return lines(method).stream().map(Line::number).toList();
  }

  /** Nothing is shown that the source doesn't show, and for debuggers all that it shows. */
  @ParameterizedTest
  @MethodSource("methods")
  void variablesAreVisibleWhereLinesBegin(Woven woven) {
    List<Line> lines = lines(woven.body);
    List<Line> expected = lines(woven.source);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(expected.get(i).visible).containsAll(lines.get(i).visible);
      if (woven.forDebuggers) {
        assertThat(lines.get(i).visible).isEqualTo(expected.get(i).visible);
      }
    }
  }

  /** Where a line begins, and the names of the variables that are visible there. */
  private record Line(int number, Set<String> visible) {}

  /** A line that begins twice in a row counts once. */
  private static List<Line> lines(MethodNode method) {
    List<Line> lines = new ArrayList<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof LineNumberNode line
          && (lines.isEmpty() || lines.get(lines.size() - 1).number != line.line)) {
        lines.add(new Line(line.line, visible(method, insn)));
      }
    }
    return lines;
  }

  private static Set<String> visible(MethodNode method, AbstractInsnNode at) {
    int place = method.instructions.indexOf(at);
    return method.localVariables.stream()
        .filter(variable -> method.instructions.indexOf(variable.start) <= place)
        .filter(variable -> place < method.instructions.indexOf(variable.end))
        .map(variable -> variable.name)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("methods")
  @Tag("P90")
  void aSlotHasOneVariableAtATime(Woven woven) {
    List<LocalVariableNode> variables = woven.body.localVariables;
    for (LocalVariableNode a : variables) {
      for (LocalVariableNode b : variables) {
        boolean apart = place(woven, a.end) <= place(woven, b.start);
        assertThat(
                a == b
                    || a.index != b.index
                    || apart
                    || place(woven, b.end) <= place(woven, a.start))
            .as("%s and %s", describe(woven, a), describe(woven, b))
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  @Tag("P90")
  void variablesHoldValuesOfTheirTypes(Woven woven) throws AnalyzerException {
    Types types = new Types();
    Frame<BasicValue>[] frames =
        new Analyzer<>(types).analyzeAndComputeMaxs(woven.owner.name, woven.body);
    for (LocalVariableNode variable : woven.body.localVariables) {
      for (AbstractInsnNode at = variable.start; at != variable.end; at = at.getNext()) {
        Frame<BasicValue> frame = frames[place(woven, at)];
        if (at.getOpcode() >= 0 && frame != null) {
          assertThat(types.fits(variable, frame.getLocal(variable.index)))
              .as("%s holds %s", describe(woven, variable), frame.getLocal(variable.index))
              .isTrue();
        }
      }
    }
  }

  /** What can be read by the source can be seen, too. */
  @ParameterizedTest
  @MethodSource("methods")
  void variablesAreVisibleWhereTheyAreRead(Woven woven) {
    assertThat(reads(woven.body)).containsAll(reads(woven.source));
  }

  /** The line and the name of each variable that is read where it is visible. */
  private static Set<String> reads(MethodNode method) {
    Set<String> reads = new HashSet<>();
    int line = 0;
    for (AbstractInsnNode insn : method.instructions) {
      line = insn instanceof LineNumberNode number ? number.line : line;
      if (insn instanceof VarInsnNode access && access.getOpcode() < Opcodes.ISTORE) {
        int place = method.instructions.indexOf(insn);
        for (LocalVariableNode variable : method.localVariables) {
          if (variable.index == access.var
              && method.instructions.indexOf(variable.start) <= place
              && place < method.instructions.indexOf(variable.end)) {
            reads.add(line + " " + variable.name);
          }
        }
      }
    }
    return reads;
  }

  private static int place(Woven woven, AbstractInsnNode insn) {
    return woven.body.instructions.indexOf(insn);
  }

  private static String describe(Woven woven, LocalVariableNode variable) {
    return "%s in slot %d from %d to %d"
        .formatted(
            variable.name,
            variable.index,
            place(woven, variable.start),
            place(woven, variable.end));
  }

  /** The types of the woven classes. */
  private static final class Types extends SimpleVerifier {
    Types() {
      super(Opcodes.ASM9, null, null, null, false);
      setClassLoader(AllCases.loader());
    }

    boolean fits(LocalVariableNode variable, BasicValue value) {
      Type declared = Type.getType(variable.desc);
      if (value.getType() == null) {
        return false;
      }
      return value.isReference()
          ? declared.getSort() >= Type.ARRAY && isSubTypeOf(value, newValue(declared))
          : newValue(declared).equals(value);
    }
  }
}
