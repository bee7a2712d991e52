package dev.weft.weaver.scan;

import dev.weft.weaver.Problem;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Collects what is wrong with one class. */
public final class Reporter {
  private final String className;
  private final String file;
  private final List<Problem> problems = new ArrayList<>();

  /** A reporter for a class that was read. */
  public Reporter(ClassNode node) {
    this(node.name, node.sourceFile == null ? node.name + ".class" : node.sourceFile);
  }

  /** A reporter for a class, by its name with slashes. */
  public Reporter(String internalName, String file) {
    this.className = internalName.replace('/', '.');
    this.file = file;
  }

  /** Notes a problem of the class as a whole. */
  public void report(String id, String message) {
    problems.add(new Problem(id, className, "", file, 0, message));
  }

  /** Notes a problem of a method. */
  public void report(String id, MethodNode method, String message) {
    int line = Instructions.firstLine(method);
    problems.add(new Problem(id, className, method.name, file, line, message));
  }

  /** Notes a problem at an instruction. */
  public void report(String id, MethodNode method, AbstractInsnNode at, String message) {
    int line = Instructions.line(at);
    problems.add(new Problem(id, className, method.name, file, line, message));
  }

  /** Notes a problem that was found elsewhere. */
  public void report(Problem problem) {
    problems.add(problem);
  }

  /** What was noted. */
  public List<Problem> problems() {
    return Problem.sorted(problems);
  }
}
