package dev.weft.processor;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.ExecutableElement;

/** Finds what belongs to a thread and is held across an {@code await}: WEFT-022. */
final class HeldCheck {
  private static final String LOCKS = "java.util.concurrent.locks.";
  private static final Set<String> SETTERS = Set.of("set", "remove");

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
    return called.getSimpleName().toString().startsWith("unlock")
        && Supertypes.of(TypeNames.owner(called)).stream()
            .anyMatch(type -> type.getQualifiedName().toString().startsWith(LOCKS));
  }

  private static boolean isReset(ExecutableElement called) {
    return SETTERS.contains(called.getSimpleName().toString())
        && Supertypes.of(TypeNames.owner(called)).stream()
            .anyMatch(type -> type.getQualifiedName().contentEquals("java.lang.ThreadLocal"));
  }

  private String lockText(TreePath unlock) {
    return "await while a lock is held that line %d gives back: "
            .formatted(lints.line(unlock.getLeaf()))
        + "the code may go on in another thread, which can't unlock it, and others wait meanwhile; "
        + "use dev.weft.sync.Mutex, or await outside";
  }

  private String localText(TreePath reset) {
    return "await while a ThreadLocal is set that line %d sets back: "
            .formatted(lints.line(reset.getLeaf()))
        + "the code may go on in another thread, and other tasks see the value meanwhile; "
        + "use dev.weft.task.TaskLocal, or await outside";
  }
}
