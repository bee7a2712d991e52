package dev.weft.weaver.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * Statements one after the other, as they are made.
 *
 * <p>It knows whether control comes to its end, which decides what javac lets stand behind it (JLS
 * 14.22).
 */
final class Block {
  private final Scope scope;
  private final boolean mustComplete;
  private final List<Node> statements = new ArrayList<>();
  private boolean completes = true;

  /** A block in a scope; one that must complete gets no statement that never does. */
  Block(Scope scope, boolean mustComplete) {
    this.scope = scope;
    this.mustComplete = mustComplete;
  }

  Scope scope() {
    return scope;
  }

  /** Whether control comes to the end. */
  boolean completes() {
    return completes;
  }

  /** Adds a statement that completes, or one that doesn't. */
  void add(Node statement, boolean completing) {
    if (!completing && mustComplete) {
      statements.add(Node.statement("if (p.more()) {\n", Node.list(List.of(statement)), "}"));
    } else {
      statements.add(statement);
      completes &= completing;
    }
  }

  Node list() {
    return Node.list(statements);
  }
}
