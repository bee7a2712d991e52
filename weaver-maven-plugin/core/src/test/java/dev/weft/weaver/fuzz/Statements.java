package dev.weft.weaver.fuzz;

import dev.weft.weaver.fuzz.Scope.Ending.Form;
import dev.weft.weaver.fuzz.Scope.Local;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Random statements: those without a file of their own, and how often each kind comes. */
final class Statements {
  private static final int MAX_DEPTH = 5;
  private static final int MAX_OBSERVED = 6;

  private final Grammar g;

  Statements(Grammar grammar) {
    g = grammar;
  }

  /** The body of a method or lambda, to its end. */
  Node body(Scope s, int size) {
    Block block = new Block(s, false);
    int variables = g.dice.below(s.lambdas == 0 ? 4 : 2);
    for (int i = 0; i < variables; i++) {
      g.declarations.local(block);
    }
    fill(block, size);
    if (block.completes() && s.ending != null && s.ending.form() != Form.VOID) {
      block.add(g.jumps.returns(s), false);
    }
    return block.list();
  }

  /** A block of its own, in braces. */
  List<Object> braces(Scope s, int size) {
    return Node.braces(completing(s, size).list());
  }

  /** A block whose end is reached. */
  Block completing(Scope s, int size) {
    Block block = new Block(s, true);
    fill(block, size);
    return block;
  }

  /** A block whose end may be out of reach. */
  Block any(Scope s, int size) {
    Block block = new Block(s, false);
    fill(block, size);
    return block;
  }

  /** How many statements a block gets that is part of another statement. */
  int size() {
    return g.dice.weighted(1, 4, 4, 2, 1);
  }

  private void fill(Block block, int size) {
    Scope s = block.scope();
    for (int i = 0; i < size && block.completes() && s.budget.left > 0; i++) {
      s.budget.left--;
      if (s.depth < MAX_DEPTH && s.compounds) {
        one(block);
      } else {
        simple(block);
      }
    }
  }

  private void one(Block block) {
    switch (g.dice.weighted(45, 8, 10, 5, 8, 4, 2, 1, 1, 3)) {
      case 0 -> simple(block);
      case 1 -> conditional(block);
      case 2 -> g.loops.add(block);
      case 3 -> g.switches.add(block);
      case 4 -> g.tries.add(block);
      case 5 -> g.jumps.add(block);
      case 6 -> labelled(block);
      case 7 -> synchronised(block);
      case 8 -> nested(block);
      default -> g.declarations.compound(block);
    }
  }

  private void simple(Block block) {
    Scope s = block.scope();
    switch (g.dice.weighted(18, s.assigns ? 16 : 0, 8, 5, 1)) {
      case 0 -> g.declarations.local(block);
      case 1 -> block.add(g.assignments.statement(s), true);
      case 2 -> block.add(Node.statement("p.log(", observable(s), ");"), true);
      case 3 -> observe(block);
      default -> asserted(block);
    }
  }

  private Node observable(Scope s) {
    return g.expressions.any(g.observable(), s);
  }

  /** Notes the values of some variables. */
  private void observe(Block block) {
    List<Local> seen =
        new ArrayList<>(
            block.scope().locals().stream().filter(l -> l.type().isObservable()).toList());
    while (seen.size() > MAX_OBSERVED) {
      seen.remove(g.dice.below(seen.size()));
    }
    String names = seen.stream().map(Local::name).collect(Collectors.joining(", "));
    block.add(
        Node.statement("p.log(Kit.all(" + (seen.size() == 1 ? "0, " : "") + names + "));"), true);
  }

  private void asserted(Block block) {
    Scope s = block.scope();
    block.add(
        Node.statement(
            "assert ",
            g.expressions.any(Type.BOOLEAN, s),
            Node.optional(" : ", g.expressions.any(g.printable(), s)),
            ";"),
        true);
  }

  private void conditional(Block block) {
    Scope s = block.scope();
    Node condition = g.expressions.any(Type.BOOLEAN, s);
    Block then = any(s.block(), size());
    if (g.dice.chance(50)) {
      block.add(statement("if (", condition, ") ", Node.braces(then.list())), true);
      return;
    }
    Block otherwise = any(s.block(), size());
    block.add(
        statement(
            "if (",
            condition,
            ") ",
            Node.braces(then.list()),
            " else ",
            Node.braces(otherwise.list())),
        then.completes() || otherwise.completes());
  }

  private void labelled(Block block) {
    String label = g.name("l");
    block.add(statement(label + ": ", braces(block.scope().labelled(label), size())), true);
  }

  private void synchronised(Block block) {
    Scope body = block.scope().guarded();
    body.awaits = false;
    body.checked = false;
    Block held = any(body, size());
    block.add(
        statement("synchronized (" + g.className + ".class) ", Node.braces(held.list())),
        held.completes());
  }

  private void nested(Block block) {
    Block inner = any(block.scope().block(), size());
    block.add(statement("", Node.braces(inner.list())), inner.completes());
  }

  /** A statement of strings, nodes and lists of them. */
  static Node statement(Object... parts) {
    return Node.statement(flat(parts).toArray());
  }

  private static List<Object> flat(Object... parts) {
    List<Object> flat = new ArrayList<>();
    for (Object part : parts) {
      if (part instanceof List<?> list) {
        flat.addAll(list);
      } else {
        flat.add(part);
      }
    }
    return flat;
  }
}
