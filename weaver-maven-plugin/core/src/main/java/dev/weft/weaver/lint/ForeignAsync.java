package dev.weft.weaver.lint;

import dev.weft.weaver.Lint;
import dev.weft.weaver.LintRules;
import dev.weft.weaver.LintText;
import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.ClassScan;
import java.util.regex.Pattern;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/** Finds async methods that another library would run in its own way, too: WEFT-025. */
final class ForeignAsync {
  private static final Pattern NAME = Pattern.compile("(.*/)?" + LintRules.ASYNC + "(\\$[^$]+)?");

  private final Findings findings;

  ForeignAsync(Findings findings) {
    this.findings = findings;
  }

  void check(MethodNode method) {
    if (ClassScan.annotation(method, Abi.ASYNC) != null) {
      MethodAnnotations.of(method)
          .filter(type -> !type.getDescriptor().equals(Abi.ASYNC))
          .filter(type -> NAME.matcher(type.getInternalName()).matches())
          .findFirst()
          .ifPresent(type -> findings.add(Lint.FOREIGN_ASYNC, method, text(method, type)));
    }
  }

  private static String text(MethodNode method, Type annotation) {
    return LintText.foreignAsync(
        SourceNames.method(method.name, method.desc), annotation.getClassName().replace('$', '.'));
  }
}
