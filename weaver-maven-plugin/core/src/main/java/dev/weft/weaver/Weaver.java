package dev.weft.weaver;

import dev.weft.weaver.analyse.Accessibility;
import dev.weft.weaver.analyse.ArgumentSlots;
import dev.weft.weaver.analyse.AwaitForms;
import dev.weft.weaver.analyse.EachLoops;
import dev.weft.weaver.analyse.NewLabels;
import dev.weft.weaver.analyse.NewRelocation;
import dev.weft.weaver.analyse.SamCalls;
import dev.weft.weaver.emit.ClassEmitter;
import dev.weft.weaver.emit.SpawnSites;
import dev.weft.weaver.explain.ClassExplanation;
import dev.weft.weaver.explain.WovenExplanation;
import dev.weft.weaver.lint.ClassLints;
import dev.weft.weaver.lint.Supertypes;
import dev.weft.weaver.plan.Planner;
import dev.weft.weaver.plan.ResultForms;
import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.scan.AsyncMethod;
import dev.weft.weaver.scan.AsyncTypes;
import dev.weft.weaver.scan.ClassScan;
import dev.weft.weaver.scan.ConstantPool;
import dev.weft.weaver.scan.HeaderReader;
import dev.weft.weaver.scan.Interest;
import dev.weft.weaver.scan.Reporter;
import dev.weft.weaver.scan.RuntimeHeaders;
import dev.weft.weaver.verify.Verifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/**
 * Turns the async methods of a class file into state machines: scan, analyse, plan, emit, verify.
 *
 * <p>It gives the same bytes for the same class, leaves alone what is woven already or has nothing
 * to do with Weft, and loads no class. Safe for use by several threads.
 */
public final class Weaver {
  /** The newest class file version that ASM reads. */
  private static final int NEWEST = Opcodes.V27;

  /** Java 8: the first with frames that can be relied on and with lambdas. */
  private static final int OLDEST = Opcodes.V1_8;

  private static final String CURE_OF_DAMAGE =
      "delete it and compile again; if it stays, it is a bug of the weaver: please report it with"
          + " the source";

  private static final String OWN_FAULT =
      "woven code doesn't verify, which is a bug of the weaver; please report it with the source of"
          + " this method";

  private static final String COMPILERS_FAULT =
      "the compiler's code doesn't verify, woven or not, so the JVM will refuse the class; compile"
          + " it with another compiler or version";

  private final ClassFiles classPath;
  private final TypeHeaders headers;
  private final AsyncTypes types;
  private final WeaverOptions options;
  private final Supertypes supertypes;

  /** A weaver with the default options. */
  public Weaver(ClassFiles classPath) {
    this(classPath, WeaverOptions.defaults());
  }

  /** A weaver for classes that see a class path, with all of its async interfaces woven. */
  public Weaver(ClassFiles classPath, WeaverOptions options) {
    this(classPath, ClassFileHeaders.of(classPath), options);
  }

  /**
   * A weaver for classes that see a class path.
   *
   * @param classPath what woven code is verified against
   * @param headers where types are looked up that code mentions
   * @param options what may be chosen
   */
  public Weaver(ClassFiles classPath, TypeHeaders headers, WeaverOptions options) {
    this.classPath = classPath;
    this.headers = new RuntimeHeaders(headers);
    this.options = options;
    types = new AsyncTypes(this.headers);
    supertypes = new Supertypes(this.headers);
  }

  /** Whether a class may have to be woven. Reads its constant pool only. */
  public boolean concerns(byte[] classFile) throws IOException {
    return ConstantPool.of(classFile).mentionsRuntime() || Interest.in(classFile, types);
  }

  /**
   * Weaves a class.
   *
   * @param name what to call it in messages where its own name can't be read
   * @param classFile its class file
   * @return the woven class and its frames
   * @throws WeaveException if it can't be woven
   */
  public Weaving weave(String name, byte[] classFile) throws WeaveException {
    return weave(name, classFile, plans -> {});
  }

  /**
   * Says what becomes of the async methods of a class: the states of each, and what each state
   * keeps and why.
   *
   * @param name what to call it in messages where its own name can't be read
   * @param classFile its class file; if it is woven already, what its code still says is told
   * @return the text; empty if there is nothing to weave
   * @throws WeaveException if it can't be woven
   */
  public String explain(String name, byte[] classFile) throws WeaveException {
    return explain(name, classFile, method -> true);
  }

  /** The same for those of the methods whose names are wanted. */
  String explain(String name, byte[] classFile, Predicate<String> methods) throws WeaveException {
    ClassExplanation explanation = new ClassExplanation(methods);
    Weaving weaving = weave(name, classFile, explanation::add);
    if (weaving.state() == Weaving.State.UP_TO_DATE) {
      return WovenExplanation.of(classFile, methods);
    }
    String companion = TypeHeader.companionOf(className(classFile));
    boolean hasCompanion =
        weaving.generated().stream().anyMatch(made -> made.internalName().equals(companion));
    return (hasCompanion ? "an async interface: it gets a companion\n" : "")
        + explanation.text(classFile, weaving.classFile());
  }

  private Weaving weave(String name, byte[] classFile, Consumer<List<StateMachinePlan>> planned)
      throws WeaveException {
    Reporter reporter = new Reporter(name, name + ".class");
    try {
      ConstantPool pool = ConstantPool.of(classFile);
      if (!pool.mentionsRuntime() && !Interest.in(classFile, types)) {
        return Weaving.untouched(Weaving.State.UNRELATED, classFile);
      }
      if (AsmLibrary.isUsable(reporter) && isReadable(pool.majorVersion(), reporter)) {
        return weave(classFile, planned);
      }
    } catch (IOException | RuntimeException | AssertionError e) { // ASM's answer to some damage
      reporter.report("WEFT-102", "the class file is damaged (" + e + "); " + CURE_OF_DAMAGE);
      throw new WeaveException(reporter.problems(), e);
    }
    throw new WeaveException(reporter.problems());
  }

  private static boolean isReadable(int version, Reporter reporter) {
    if (version > (NEWEST & 0xFFFF)) {
      reporter.report(
          "WEFT-101",
          "class file version "
              + version
              + " (Java "
              + (version - 44)
              + ") is newer than "
              + (NEWEST & 0xFFFF)
              + " (Java "
              + ((NEWEST & 0xFFFF) - 44)
              + "), the newest that this version of Weft reads; compile with an older --release,"
              + " or take a newer Weft");
      return false;
    }
    if (version < OLDEST) {
      reporter.report(
          "WEFT-106",
          "class file version "
              + version
              + " is older than Java 8, which is the oldest that can be woven");
      return false;
    }
    return true;
  }

  private Weaving weave(byte[] classFile, Consumer<List<StateMachinePlan>> planned)
      throws WeaveException {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
    AnnotationNode mark = FrameMark.woven(node);
    if (mark != null) {
      boolean generated = FrameMark.of(mark) != null;
      return Weaving.untouched(
          generated ? Weaving.State.GENERATED : Weaving.State.UP_TO_DATE, classFile);
    }
    Reporter reporter = new Reporter(node);
    boolean spawns = SpawnSites.name(node);
    AsyncTypes seen =
        HeaderReader.read(classFile).map(own -> types.with(own.beforeWeaving())).orElse(types);
    ClassScan scan = ClassScan.of(node, seen, reporter);
    List<Problem> lints = lints(node, scan, seen, reporter);
    if (scan.isEmpty() && !spawns) {
      throwIfAny(reporter);
      return Weaving.unrelated(classFile, lints);
    }
    List<StateMachinePlan> plans = plan(node, scan, seen, reporter);
    throwIfAny(reporter);
    planned.accept(plans);
    List<GeneratedClass> frames = ClassEmitter.emit(node, scan, plans);
    byte[] woven = write(node, plans, reporter);
    verify(classFile, woven, frames, reporter);
    throwIfAny(reporter);
    List<Problem> warnings = new ArrayList<>(lints);
    if (options.warnHuge()) {
      warnings.addAll(HugeMethods.find(node, plans, classFile, woven));
    }
    return new Weaving(Weaving.State.WOVEN, woven, frames, List.copyOf(warnings));
  }

  /** What the lints only warn of; what they refuse goes to the reporter. */
  private List<Problem> lints(ClassNode node, ClassScan scan, AsyncTypes seen, Reporter reporter) {
    LintOptions lint = options.lint();
    if (lint.level() == LintLevel.OFF) {
      return List.of();
    }
    List<Problem> found = ClassLints.find(node, scan, seen, supertypes, classPath, lint);
    if (lint.level() == LintLevel.WARN) {
      return found;
    }
    found.forEach(reporter::report);
    return List.of();
  }

  /** The name of a class, with slashes. */
  static String className(byte[] classFile) {
    return new ClassReader(classFile).getClassName();
  }

  /** Whether a class file mentions a class, by its name with slashes. */
  static boolean mentions(byte[] classFile, String internalName) throws IOException {
    return ConstantPool.of(classFile).contains(internalName);
  }

  private static void throwIfAny(Reporter reporter) throws WeaveException {
    if (!reporter.problems().isEmpty()) {
      throw new WeaveException(reporter.problems());
    }
  }

  private List<StateMachinePlan> plan(
      ClassNode node, ClassScan scan, AsyncTypes seen, Reporter reporter) {
    List<StateMachinePlan> plans = new ArrayList<>();
    Accessibility accessibility = new Accessibility(node.name, headers);
    SamCalls calls = new SamCalls(node, seen, accessibility, reporter);
    for (AsyncMethod method : scan.methods()) {
      try {
        EachLoops.normalise(method.node(), reporter);
        ArgumentSlots.settle(node.name, method.node());
        calls.normalise(method.node());
        NewLabels.separate(method.node());
        NewRelocation.apply(node.name, method.node(), reporter);
        AwaitForms.normalise(method.node());
        plans.add(Planner.plan(node, scan, method, options, accessibility, reporter));
      } catch (AnalyzerException e) {
        reporter.report(
            "WEFT-102",
            method.node(),
            "the method's code can't be understood (" + e.getMessage() + "); compile it again");
      }
    }
    ResultForms forms = ResultForms.of(plans);
    return plans.stream().map(plan -> plan.with(forms)).toList();
  }

  private static byte[] write(ClassNode node, List<StateMachinePlan> plans, Reporter reporter)
      throws WeaveException {
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_MAXS) {
          @Override
          protected String getCommonSuperClass(String a, String b) {
            throw new IllegalStateException("stack map frames are written, not computed");
          }
        };
    try {
      node.accept(writer);
      return writer.toByteArray();
    } catch (MethodTooLargeException e) {
      reporter.report(
          "WEFT-104",
          method(node, e.getMethodName(), e.getDescriptor()),
          HugeMethods.refusal(plans, e));
    } catch (ClassTooLargeException e) {
      reporter.report(
          "WEFT-122",
          "the class would have "
              + e.getConstantPoolCount()
              + " constants once woven, and 65,535 are allowed; move some of its methods into"
              + " another class");
    }
    throw new WeaveException(reporter.problems());
  }

  private static MethodNode method(ClassNode node, String name, String descriptor) {
    return node.methods.stream()
        .filter(method -> method.name.equals(name) && method.desc.equals(descriptor))
        .findFirst()
        .orElseThrow();
  }

  private void verify(
      byte[] classFile, byte[] woven, List<GeneratedClass> frames, Reporter reporter) {
    Verifier verifier = new Verifier(classPath);
    verifier.add(woven);
    frames.forEach(frame -> verifier.add(frame.bytes()));
    boolean sound = verifier.accepts(woven);
    for (GeneratedClass frame : frames) {
      sound &= verifier.accepts(frame.bytes());
    }
    if (sound) {
      return;
    }
    boolean inputIsSound = verifier.accepts(classFile);
    String id = inputIsSound ? "WEFT-103" : "WEFT-109";
    String whose = inputIsSound ? OWN_FAULT : COMPILERS_FAULT;
    verifier.check(woven, id, whose, reporter);
    frames.forEach(frame -> verifier.check(frame.bytes(), id, whose, reporter));
  }
}
