package dev.weft.weaver.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a random program: text, and smaller pieces in it. It can be changed, which is what
 * shrinking does.
 */
final class Node {
  /** What a shrinker may do to a piece. */
  enum Kind {
    /** Has a value, in whose place another of the same type may stand. */
    EXPRESSION,
    /** Can be left out of the list that it is in, or give its place to what is in it. */
    STATEMENT,
    /** Any number of pieces one after the other. */
    LIST,
    /** Can be empty. */
    OPTIONAL
  }

  final Kind kind;

  /** The type of an expression. */
  final @Nullable Type type;

  /** Strings and nodes. */
  final List<Object> parts;

  private Node(Kind kind, @Nullable Type type, List<Object> parts) {
    this.kind = kind;
    this.type = type;
    this.parts = parts;
  }

  static Node expression(Type type, Object... parts) {
    return new Node(Kind.EXPRESSION, type, new ArrayList<>(List.of(parts)));
  }

  /** The simplest expression of a type. */
  static Node zero(Type type) {
    return expression(type, type.literals().get(0));
  }

  static Node statement(Object... parts) {
    Node node = new Node(Kind.STATEMENT, null, new ArrayList<>(List.of(parts)));
    node.parts.add("\n");
    return node;
  }

  static Node optional(Object... parts) {
    return new Node(Kind.OPTIONAL, null, new ArrayList<>(List.of(parts)));
  }

  static Node list(List<Node> nodes) {
    return new Node(Kind.LIST, null, new ArrayList<>(nodes));
  }

  /** A list of statements in braces. */
  static List<Object> braces(Node list) {
    return List.of("{\n", list, "}");
  }

  /** How many strings and nodes it is made of. */
  int size() {
    int size = 1;
    for (Object part : parts) {
      size += part instanceof Node node ? node.size() : 1;
    }
    return size;
  }

  private void appendTo(StringBuilder text) {
    for (Object part : parts) {
      if (part instanceof Node node) {
        node.appendTo(text);
      } else {
        text.append(part);
      }
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    appendTo(text);
    return text.toString();
  }
}
