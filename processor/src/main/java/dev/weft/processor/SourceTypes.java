package dev.weft.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** The types that javac compiles in this run, be they written yet or not. */
final class SourceTypes implements TaskListener {
  /** The qualified names of those that aren't nested. */
  private final Set<String> names = new HashSet<>();

  SourceTypes() {}

  @Override
  public void finished(TaskEvent event) {
    CompilationUnitTree unit = event.getCompilationUnit();
    if (event.getKind() == TaskEvent.Kind.ENTER && unit != null) {
      String prefix = unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
      unit.getTypeDecls().stream()
          .filter(ClassTree.class::isInstance)
          .map(type -> prefix + ((ClassTree) type).getSimpleName())
          .forEach(names::add);
    }
  }

  /** Whether a type, or the one that it is nested in, is among them. */
  boolean contain(TypeElement type) {
    return names.contains(outermost(type).getQualifiedName().toString());
  }

  /** The type that a type is nested in, and that isn't nested itself. */
  static TypeElement outermost(TypeElement type) {
    TypeElement outermost = type;
    for (Element element = type; element != null; element = element.getEnclosingElement()) {
      if (element instanceof TypeElement enclosing) {
        outermost = enclosing;
      }
    }
    return outermost;
  }
}
