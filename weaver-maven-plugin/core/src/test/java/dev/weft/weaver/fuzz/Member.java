package dev.weft.weaver.fuzz;

import java.util.List;

/**
 * An async method of a random program that the others can call.
 *
 * @param name its name, which no other has
 * @param owner where it is declared
 * @param result the type of its value
 * @param parameters the types of its parameters after those that all methods have
 * @param eager whether it returns a {@code CompletableFuture}
 */
record Member(String name, Owner owner, Type result, List<Type> parameters, boolean eager) {
  /** Where methods are declared, and how they are called. */
  enum Owner {
    /** In the main class: {@code static}. */
    STATIC("", true),
    /** In the main class. */
    INSTANCE("%s.", false),
    /** In a class and perhaps in one that extends it. */
    VIRTUAL("%s.base.", true),
    /** In an interface, as a default. */
    DEFAULT("%s.api.", true),
    /** In an interface: {@code static}. */
    INTERFACE("Statics.", true),
    /** In an inner class. */
    INNER("%s.inner.", false),
    /** In a record. */
    RECORD("new Rec(3, \"rec\").", true),
    /** In an enum, and in the body of one of its constants. */
    CONSTANT("Kind.B.", true);

    private final String receiver;
    private final boolean takesSelf;

    Owner(String receiver, boolean takesSelf) {
      this.receiver = receiver;
      this.takesSelf = takesSelf;
    }

    /** Whether the object of the main class is a parameter. */
    boolean takesSelf() {
      return takesSelf;
    }
  }

  /** A call as far as the arguments of its own. */
  String call(String self) {
    return owner.receiver.formatted(self) + name + "(" + common(self);
  }

  /** A call of the method that another overrides, as far as the arguments of its own. */
  String superCall(String self) {
    String receiver = owner == Owner.DEFAULT ? "Api.super." : "super.";
    return receiver + name + "(" + common(self);
  }

  private String common(String self) {
    return owner.takesSelf ? "p, " + self : "p";
  }
}
