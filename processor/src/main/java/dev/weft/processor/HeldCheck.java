package dev.weft.processor;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import dev.weft.weaver.LintRules;
import dev.weft.weaver.LintText;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.element.ExecutableElement;

/** Finds what belongs to a thread and is held across an {@code await}: WEFT-022. */
final class HeldCheck {
  private final AsyncCode code;
  private final Lints lints;

  HeldCheck(AsyncCode code, Lints lints) {
    this.code = code;
    this.lints = lints;
  }

  /** Checks a try, whose finally may give something back. */
  void check(TreePath path, TryTree tree) {
    BlockTree last = tree.getFinallyBlock();
    if (last == null) {
      return;
    }
    TreePath end = new TreePath(path, last);
    Optional<TreePath> unlock = Awaits.find(end, each -> is(each, HeldCheck::isUnlock));
    Optional<TreePath> reset = Awaits.find(end, each -> is(each, HeldCheck::isReset));
    if (unlock.isPresent() || reset.isPresent()) {
      Awaits.first(code, new TreePath(path, tree.getBlock()))
          .ifPresent(
              await ->
                  lints.warn(
                      ErrorId.HELD_ACROSS_AWAIT,
                      select(await),
                      unlock.map(this::lockText).orElseGet(() -> localText(reset.orElseThrow()))));
    }
  }

  private static TreePath select(TreePath call) {
    return new TreePath(call, ((MethodInvocationTree) call.getLeaf()).getMethodSelect());
  }

  private boolean is(TreePath call, Predicate<ExecutableElement> wanted) {
    return code.element(select(call))
        .filter(ExecutableElement.class::isInstance)
        .map(ExecutableElement.class::cast)
        .filter(wanted)
        .isPresent();
  }

  private static boolean isUnlock(ExecutableElement called) {
    return LintRules.unlocks(name(called), Supertypes.names(TypeNames.owner(called)));
  }

  private static boolean isReset(ExecutableElement called) {
    return LintRules.resets(name(called), Supertypes.names(TypeNames.owner(called)));
  }

  private static String name(ExecutableElement called) {
    return called.getSimpleName().toString();
  }

  private String lockText(TreePath unlock) {
    return LintText.lockHeld(lints.line(unlock.getLeaf()));
  }

  private String localText(TreePath reset) {
    return LintText.localHeld(lints.line(reset.getLeaf()));
  }
}
