package dev.weft.weaver.differential;

import dev.weft.weaver.ClassFileHeaders;
import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.GeneratedClass;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.Weaver;
import dev.weft.weaver.WeaverOptions;
import dev.weft.weaver.Weaving;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The class files of the cases as one compiler makes them.
 *
 * @param reference for the run that they are compared with, by binary name
 * @param woven what the weaver makes of them
 * @param refused why it refuses a class
 * @param expected what the runs that were compared so far have to come to
 */
record CaseCode(
    Map<String, byte[]> reference,
    Map<String, byte[]> woven,
    Map<String, Throwable> refused,
    Map<Case, Outcome> expected) {
  private record Choice(Compiler compiler, WeaverOptions options) {}

  private static final Map<Choice, CaseCode> MADE = new ConcurrentHashMap<>();

  /** The code of one compiler, with calls of async methods fused, made once. */
  static CaseCode of(Compiler compiler) {
    return MADE.computeIfAbsent(
        new Choice(compiler, new WeaverOptions(true, false)), CaseCode::make);
  }

  /** The code of one compiler, with each call of an async method making a future. */
  static CaseCode notFused(Compiler compiler) {
    return MADE.computeIfAbsent(
        new Choice(compiler, new WeaverOptions(false, false)), CaseCode::make);
  }

  /** The code of one compiler, woven so that debuggers see every variable. */
  static CaseCode forDebuggers(Compiler compiler) {
    return MADE.computeIfAbsent(
        new Choice(compiler, new WeaverOptions(true, true)), CaseCode::make);
  }

  /** Whether the compiler was given a case. */
  boolean contains(Case tested) {
    return reference.containsKey(tested.className());
  }

  /** What a case has to come to. */
  Outcome expected(Case tested) {
    return expected.computeIfAbsent(
        tested, t -> Run.reference(t, new CaseLoader(reference, new Probe(() -> false))));
  }

  /** Fails if a class of a theme was refused. */
  void checkWoven(String theme) {
    for (Map.Entry<String, Throwable> entry : refused.entrySet()) {
      if (entry.getKey().matches("differential\\." + theme + "(\\$.*)?")) {
        throw new AssertionError("refused: " + entry.getKey(), entry.getValue());
      }
    }
  }

  private static CaseCode make(Choice choice) {
    try (CaseClasses classes = CaseClasses.compile(choice.compiler);
        ClassFiles path = ClassFiles.of(classes.weavePath())) {
      Weaver weaver = new Weaver(path, ClassFileHeaders.beforeWeaving(path), choice.options);
      CaseCode code =
          new CaseCode(
              new HashMap<>(), new HashMap<>(), new HashMap<>(), new ConcurrentHashMap<>());
      classes.read().forEach((name, classFile) -> code.add(weaver, name, classFile));
      return code;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(Weaver weaver, String name, byte[] classFile) {
    reference.put(name, BlockingCode.of(classFile));
    try {
      Weaving weaving = weaver.weave(name, classFile);
      addWoven(name, weaving.classFile());
      for (GeneratedClass generated : weaving.generated()) {
        addWoven(generated.internalName().replace('/', '.'), generated.bytes());
      }
    } catch (WeaveException | RuntimeException | AssertionError e) {
      refused.put(name, e);
    }
  }

  private void addWoven(String name, byte[] classFile) {
    if (woven.put(name, classFile) != null) {
      throw new AssertionError("two classes are called " + name);
    }
  }
}
