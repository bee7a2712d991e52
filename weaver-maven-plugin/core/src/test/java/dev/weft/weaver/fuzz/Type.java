package dev.weft.weaver.fuzz;

import java.util.List;

/** The types that random programs use. */
enum Type {
  BOOLEAN("boolean", "Boolean", "false", "true"),
  BYTE("byte", "Byte", "((byte) 0)", "((byte) 1)", "((byte) 7)", "Byte.MIN_VALUE"),
  CHAR("char", "Character", "'a'", "'z'", "'0'", "'\\uffff'"),
  SHORT("short", "Short", "((short) 0)", "((short) 3)", "Short.MAX_VALUE"),
  INT("int", "Integer", "0", "1", "2", "3", "7", "100", "(-1)", "40000", "Integer.MAX_VALUE"),
  LONG("long", "Long", "0L", "1L", "5L", "(-3L)", "(1L << 40)", "Long.MIN_VALUE"),
  FLOAT("float", "Float", "0f", "1.5f", "(-0f)", "Float.NaN", "1e30f"),
  DOUBLE("double", "Double", "0d", "2.25", "(-1e-3)", "Double.MAX_VALUE", "Double.NaN"),
  STRING(
      "String", "String", "\"\"", "\"s\"", "\"text\"", "\"AaAa\"", "\"BBBB\"", "((String) null)"),
  INTEGER("Integer", "Integer", "((Integer) 0)", "((Integer) 300)", "((Integer) null)"),
  LONG_OBJECT("Long", "Long", "((Long) 0L)", "((Long) 9L)"),
  CHARACTER("Character", "Character", "((Character) 'c')", "((Character) 'd')"),
  OBJECT(
      "Object", "Object", "((Object) null)", "((Object) \"o\")", "((Object) 1)", "((Object) 2L)"),
  BYTES("byte[]", "byte[]", "new byte[2]", "new byte[] {1, 2, 3}"),
  INTS("int[]", "int[]", "new int[2]", "new int[] {4, 5, 6}", "new int[0]"),
  LONGS("long[]", "long[]", "new long[2]", "new long[] {7L, 8L}"),
  DOUBLES("double[]", "double[]", "new double[2]", "new double[] {.5, 1.5}"),
  STRINGS("String[]", "String[]", "new String[2]", "new String[] {\"x\", \"y\"}"),
  MATRIX("int[][]", "int[][]", "new int[2][2]", "new int[][] {{1}, {2, 3}}", "new int[2][]"),
  NUMBERS("List<Integer>", "List<Integer>", "Kit.<Integer>list()", "Kit.<Integer>list(1, 2)"),
  WORDS("List<String>", "List<String>", "Kit.<String>list()", "Kit.<String>list(\"v\", \"w\")"),
  POINT("Point", "Point", "new Point(0, \"\")", "new Point(3, \"p\")", "((Point) null)"),
  WIDE("Wide", "Wide", "new Wide(0L, 0d)", "new Wide(1L << 33, .5)"),
  COLOR("Color", "Color", "Color.RED", "Color.GREEN", "Color.BLUE"),
  SHAPE("Shape", "Shape", "((Shape) new Dot(0))", "((Shape) new Line(1L, \"l\"))"),
  BOX("Box<String>", "Box<String>", "new Box<String>(\"\")", "new Box<String>(\"b\")"),
  SUPPLIER("Supplier<Integer>", "Supplier<Integer>", "((Supplier<Integer>) () -> 1)");

  static final List<Type> ALL = List.of(values());

  static final List<Type> NUMERIC = List.of(BYTE, CHAR, SHORT, INT, LONG, FLOAT, DOUBLE);

  /** What a {@code for} goes over, and can be indexed. */
  static final List<Type> ARRAYS = List.of(BYTES, INTS, LONGS, DOUBLES, STRINGS, MATRIX);

  private final String text;
  private final String boxed;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> literals;

  Type(String text, String boxed, String... literals) {
    this.text = text;
    this.boxed = boxed;
    this.literals = List.of(literals);
  }

  /** The same as an argument of a generic type. */
  String boxed() {
    return boxed;
  }

  /** Expressions of the type that need nothing else; the simplest comes first. */
  List<String> literals() {
    return literals;
  }

  boolean isPrimitive() {
    return compareTo(DOUBLE) <= 0;
  }

  boolean isNumeric() {
    return NUMERIC.contains(this);
  }

  boolean isIntegral() {
    return isNumeric() && this != FLOAT && this != DOUBLE;
  }

  boolean isArray() {
    return ARRAYS.contains(this);
  }

  boolean isList() {
    return this == NUMBERS || this == WORDS;
  }

  /** Whether a value says the same about itself in each run. */
  boolean isObservable() {
    return this != SUPPLIER;
  }

  /** Whether a text of it says the same in each run. */
  boolean isPrintable() {
    return this != SUPPLIER && this != OBJECT && !isArray();
  }

  /** The type of what an array or a list holds. */
  Type element() {
    return switch (this) {
      case BYTES -> BYTE;
      case INTS -> INT;
      case LONGS -> LONG;
      case DOUBLES -> DOUBLE;
      case STRINGS, WORDS -> STRING;
      case MATRIX -> INTS;
      case NUMBERS -> INTEGER;
      default -> throw new AssertionError(this);
    };
  }

  /** The types that a value can be made of by widening only. */
  List<Type> narrower() {
    return NUMERIC.subList(0, NUMERIC.indexOf(this) + 1);
  }

  @Override
  public String toString() {
    return text;
  }
}
