package dev.weft.processor;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Optional;
import java.util.Set;

/**
 * Warns of futures that lose something when they are cancelled, where they are made again: arms of
 * a select inside a loop, WEFT-016, and what is under a time-out after which the code goes on,
 * WEFT-017. One that is about something else in each round isn't made again.
 */
final class CancelSafetyCheck {
  private static final Set<String> CHOICES = Set.of("select", "race");
  private static final Set<String> ARMS = Set.of("on", "onDo", "onNonNull");
  private static final Set<String> WHEN = Set.of("when");
  private static final Set<String> TIMEOUTS = Set.of("timeout", "timeoutAt");

  private final AsyncCode code;
  private final Losses losses;
  private final Lints lints;

  CancelSafetyCheck(AsyncCode code, Losses losses, Lints lints) {
    this.code = code;
    this.losses = losses;
    this.lints = lints;
  }

  /** Checks a call, which may be any. */
  void check(TreePath path, MethodInvocationTree call) {
    if (isChoice(path)) {
      Rounds.loop(path).ifPresent(loop -> checkArms(path, call, loop));
    } else if (code.isCall(path, Names.WEFT, TIMEOUTS)) {
      Rounds.afterTimeout(path).ifPresent(caught -> checkLimited(path, Rounds.loop(caught)));
    }
  }

  private void checkArms(TreePath path, MethodInvocationTree choice, Tree loop) {
    String name = AsyncCode.simpleName(choice.getMethodSelect()).orElseThrow();
    for (ExpressionTree arm : choice.getArguments()) {
      losses
          .of(future(new TreePath(path, arm)))
          .filter(loss -> !losses.isNewIn(loop, loss))
          .ifPresent(loss -> lints.warn(ErrorId.LOSING_ARM, loss.at(), armText(name, loss)));
    }
  }

  private void checkLimited(TreePath timeout, Optional<Tree> loop) {
    losses
        .of(Losses.argument(timeout, 1))
        .filter(loss -> !loss.isPlace())
        .filter(
            loss ->
                Rounds.isIgnored(timeout)
                    || loop.filter(each -> !losses.isNewIn(each, loss)).isPresent())
        .ifPresent(loss -> lints.warn(ErrorId.LOSING_TIMEOUT, loss.at(), timeoutText(loss)));
  }

  private boolean isChoice(TreePath path) {
    return code.isCall(path, Names.WEFT, CHOICES) || code.isCall(path, Names.COMBINATORS, CHOICES);
  }

  private static String armText(String choice, Losses.Loss loss) {
    return "%s in a %s inside a loop: when it loses, it loses %s"
            .formatted(loss.call(), choice, loss.what())
        + (loss.isPlace() ? " and may be overtaken in each round" : "")
        + "; make the future before the loop and pass borrow(future)"
        + loss.cure();
  }

  private static String timeoutText(Losses.Loss loss) {
    return "%s under a time-out after which the code goes on: when it is over, this loses %s; "
            .formatted(loss.call(), loss.what())
        + "make the future before and pass borrow(future), so that it can be awaited again"
        + loss.cure();
  }

  /** What an arm waits for: the argument of {@code on}, or of {@code when}, or the arm itself. */
  private TreePath future(TreePath arm) {
    if (arm.getLeaf() instanceof ParenthesizedTree inner) {
      return future(new TreePath(arm, inner.getExpression()));
    }
    if (!(arm.getLeaf() instanceof MethodInvocationTree call)) {
      return arm;
    }
    if (code.isCall(arm, Names.WEFT, ARMS)) {
      return Losses.argument(arm, 0);
    }
    if (code.isCall(arm, Names.WEFT, WHEN)) {
      return Losses.argument(arm, 1);
    }
    return code.isCall(arm, Names.ARM, WHEN)
            && call.getMethodSelect() instanceof MemberSelectTree of
        ? future(new TreePath(new TreePath(arm, of), of.getExpression()))
        : arm;
  }
}
