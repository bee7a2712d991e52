package dev.weft.weaver.plan;

import dev.weft.weaver.scan.Instructions;
import dev.weft.weaver.scan.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The form in which each body of a class gives its result. A body has a number to give if each of
 * its returns has: one that it boxes on the spot, always as the same class, or what another body of
 * that form gives that is called in tail position. Bodies that only call each other never return.
 */
public final class ResultForms {
  /** Of no body anything is known. */
  static final ResultForms UNKNOWN = new ResultForms();

  /** By frame class; nothing for those of which no return is known. */
  private final Map<String, ResultForm> forms = new HashMap<>();

  private ResultForms() {}

  /** The forms of the bodies of one class. */
  public static ResultForms of(List<StateMachinePlan> plans) {
    ResultForms forms = new ResultForms();
    Map<String, List<String>> tailCallers = new HashMap<>();
    Deque<Return> found = new ArrayDeque<>();
    for (StateMachinePlan plan : plans) {
      String body = plan.method().frameClass();
      if (plan.method().role() != Role.LAZY) {
        found.add(new Return(body, ResultForm.OBJECT));
        continue;
      }
      for (Tail tail : plan.tails()) {
        if (tail instanceof Tail.CallBody call && call.call().isOfBody()) {
          String called = call.call().frameClass();
          tailCallers.computeIfAbsent(called, k -> new ArrayList<>()).add(body);
        } else {
          found.add(new Return(body, form(tail)));
        }
      }
    }
    for (Return next = found.poll(); next != null; next = found.poll()) {
      if (forms.join(next)) {
        ResultForm form = forms.of(next.body());
        tailCallers
            .getOrDefault(next.body(), List.of())
            .forEach(caller -> found.add(new Return(caller, form)));
      }
    }
    return forms;
  }

  private static ResultForm form(Tail tail) {
    return tail instanceof Tail.ReadyValue ready
        ? ResultForm.boxedBy(Instructions.straightBefore(ready.call()))
        : ResultForm.OBJECT;
  }

  private boolean join(Return found) {
    ResultForm known = forms.get(found.body());
    ResultForm form = known == null || known == found.form() ? found.form() : ResultForm.OBJECT;
    forms.put(found.body(), form);
    return form != known;
  }

  /** The form of the body that has a frame class; of other code it is an object. */
  ResultForm of(String frameClass) {
    return forms.getOrDefault(frameClass, ResultForm.OBJECT);
  }

  /**
   * A return that is known.
   *
   * @param body the body that returns, by its frame class
   * @param form the form of what it returns
   */
  private record Return(String body, ResultForm form) {}
}
