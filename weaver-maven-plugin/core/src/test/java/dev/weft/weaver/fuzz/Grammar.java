package dev.weft.weaver.fuzz;

import java.util.ArrayList;
import java.util.List;

/** What the parts of one program's generator share. */
final class Grammar {
  /** A field of the program's main class. */
  record Field(String name, Type type) {}

  /** The version that has patterns in {@code switch}. */
  static final int PATTERNS = 21;

  final Dice dice;
  final String className;
  final int level;
  final List<Member> members = new ArrayList<>();
  final List<Field> fields = new ArrayList<>();

  /** Classes whose initialization can be observed. */
  final List<String> observed = new ArrayList<>();

  final Expressions expressions = new Expressions(this);
  final Operations operations = new Operations(this);
  final Assignments assignments = new Assignments(this);
  final Awaits awaits = new Awaits(this);
  final Statements statements = new Statements(this);
  final Declarations declarations = new Declarations(this);
  final Lambdas lambdas = new Lambdas(this);
  final Loops loops = new Loops(this);
  final Tries tries = new Tries(this);
  final Switches switches = new Switches(this);
  final Jumps jumps = new Jumps(this);
  final Generic generic = new Generic(this);

  private int names;

  Grammar(Dice dice, String className, int level) {
    this.dice = dice;
    this.className = className;
    this.level = level;
  }

  /** A name that nothing else has. */
  String name(String prefix) {
    return prefix + names++;
  }

  /** A type that a variable may have. */
  Type type() {
    return switch (dice.weighted(9, 5, 5, 3, 12)) {
      case 0 -> Type.INT;
      case 1 -> dice.pick(Type.LONG, Type.DOUBLE);
      case 2 -> dice.pick(Type.STRING, Type.OBJECT);
      case 3 -> dice.pick(Type.ARRAYS);
      default -> dice.pick(Type.ALL);
    };
  }

  /** A type whose values can be told apart. */
  Type observable() {
    Type type = type();
    return type.isObservable() ? type : Type.INT;
  }

  /** A type whose values can be part of a text. */
  Type printable() {
    Type type = type();
    return type.isPrintable() ? type : Type.INT;
  }

  boolean patterns() {
    return level >= PATTERNS;
  }
}
