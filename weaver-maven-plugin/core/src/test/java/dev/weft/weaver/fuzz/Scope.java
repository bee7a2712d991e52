package dev.weft.weaver.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be used at a place of a program, and where control can go from there. */
final class Scope {
  /** What may be done to a variable besides reading it. */
  enum Use {
    /** Assigned at any place. */
    VARIABLE,
    /** Captured, as it is never assigned. */
    CONSTANT,
    /** Neither: the loop around changes it. */
    COUNTER
  }

  /** A local variable or a parameter. */
  record Local(String name, Type type, Use use) {}

  /** A labelled statement around a place. */
  record Target(String label, boolean loop) {}

  /** How the code of a method or lambda ends. */
  record Ending(Form form, Type type) {
    enum Form {
      FUTURE,
      STAGE,
      VALUE,
      VOID
    }
  }

  /** How many statements a method may still get. */
  static final class Budget {
    int left;

    Budget(int left) {
      this.left = left;
    }
  }

  private final List<Local> locals = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  final Budget budget;

  /** How the object of the program's main class is called here. */
  String self;

  /** A call of the method that this one overrides, as far as its arguments; or null. */
  @Nullable Member overridden;

  /** How to return from here; null where that isn't possible. */
  @Nullable Ending ending;

  boolean awaits = true;

  /** Whether anything may be assigned. */
  boolean assigns = true;

  /** Whether checked exceptions may be thrown. */
  boolean checked = true;

  /** Whether a future may be returned that has not ended. */
  boolean tails = true;

  /** Whether statements may have others in them. */
  boolean compounds = true;

  boolean breaks;
  boolean continues;
  int loops;
  int lambdas;
  int depth;

  /** The scope of a method or lambda. */
  Scope(String self, Ending ending, Budget budget) {
    this.self = self;
    this.ending = ending;
    this.budget = budget;
  }

  /** A block in this scope. */
  Scope block() {
    Scope block = new Scope(self, ending, budget);
    block.locals.addAll(locals);
    block.targets.addAll(targets);
    block.overridden = overridden;
    block.awaits = awaits;
    block.assigns = assigns;
    block.checked = checked;
    block.tails = tails;
    block.compounds = compounds;
    block.breaks = breaks;
    block.continues = continues;
    block.loops = loops;
    block.lambdas = lambdas;
    block.depth = depth + 1;
    return block;
  }

  /** The body of a loop. */
  Scope loop(@Nullable String label) {
    Scope body = block();
    body.breaks = true;
    body.continues = true;
    body.loops++;
    if (label != null) {
      body.targets.add(new Target(label, true));
    }
    return body;
  }

  /** The body of a labelled block. */
  Scope labelled(String label) {
    Scope body = block();
    body.targets.add(new Target(label, false));
    return body;
  }

  /** The body of a statement that ends later than its {@code return}s. */
  Scope guarded() {
    Scope body = block();
    body.tails = false;
    return body;
  }

  /** The body of a {@code switch} statement. */
  Scope cases() {
    Scope body = block();
    body.breaks = true;
    return body;
  }

  /** Code that no jump leaves. */
  Scope closed() {
    Scope body = block();
    body.targets.clear();
    body.breaks = false;
    body.continues = false;
    body.ending = null;
    return body;
  }

  /** The body of a lambda. */
  Scope lambda(Ending end, boolean async) {
    Scope body = closed();
    body.locals.removeIf(local -> local.use != Use.CONSTANT);
    body.ending = end;
    body.awaits = async;
    body.checked = async;
    body.tails = true;
    body.loops = 0;
    body.compounds = true;
    body.lambdas++;
    return body;
  }

  /** A guard of a pattern, which may use no variable that is assigned, and assign nothing. */
  Scope guard() {
    Scope guard = block();
    guard.assigns = false;
    guard.locals.removeIf(local -> local.use != Use.CONSTANT);
    return guard;
  }

  /** The body of a method of a class in this scope. */
  Scope inner(Ending end, String outerSelf) {
    Scope body = lambda(end, true);
    body.self = outerSelf;
    body.overridden = null;
    return body;
  }

  void add(Local local) {
    locals.add(local);
  }

  List<Local> locals() {
    return locals;
  }

  List<Local> locals(Type type) {
    return locals.stream().filter(local -> local.type == type).toList();
  }

  /** The variables of a type that may be assigned. */
  List<Local> variables(Type type) {
    return locals(type).stream().filter(local -> local.use == Use.VARIABLE).toList();
  }

  List<Target> targets() {
    return targets;
  }
}
