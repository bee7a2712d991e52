package dev.weft.weaver.fuzz;

import dev.weft.weaver.fuzz.Grammar.Field;
import dev.weft.weaver.fuzz.Member.Owner;
import dev.weft.weaver.fuzz.Scope.Budget;
import dev.weft.weaver.fuzz.Scope.Ending;
import dev.weft.weaver.fuzz.Scope.Ending.Form;
import dev.weft.weaver.fuzz.Scope.Local;
import dev.weft.weaver.fuzz.Scope.Use;
import java.util.ArrayList;
import java.util.List;

/** Makes the program of a seed: a class with fields and with async methods of all kinds. */
final class ProgramGenerator {
  private static final String HEAD =
      """
      package differential;
      import static dev.weft.Weft.*;
      import dev.weft.*;
      import dev.weft.weaver.differential.Probe;
      import dev.weft.weaver.fuzz.Kit;
      import dev.weft.weaver.fuzz.Kit.*;
      import java.util.List;
      import java.util.concurrent.CompletableFuture;
      import java.util.function.Supplier;
      """;

  /** How many rounds of loops and calls each method may cause. */
  private static final int FUEL = 40;

  /** What methods give most often, so that there are methods to call where a value is wanted. */
  private static final Type[] RESULTS = {
    Type.INT, Type.INT, Type.LONG, Type.STRING, Type.OBJECT, Type.DOUBLE, Type.BOOLEAN, Type.INTS
  };

  private final Grammar g;
  private final List<Node> classBody = new ArrayList<>();

  private ProgramGenerator(Grammar grammar) {
    g = grammar;
  }

  /** The program of a seed for a version of Java, the same on every JDK. */
  static Program generate(long seed, int level) {
    Dice dice = new Dice(seed);
    String name = "P" + seed;
    ProgramGenerator generator = new ProgramGenerator(new Grammar(dice, name, level));
    boolean observed = dice.chance(10);
    Node root = generator.program(observed);
    return new Program(seed, level, name, observed, root);
  }

  private Node program(boolean observed) {
    int statements = size();
    declareFields();
    declareMembers(1 + g.dice.below(2 + statements / 15));
    if (observed) {
      observed();
    }
    int each = 1 + statements / (g.members.size() + 1);
    for (Owner owner : Owner.values()) {
      declare(owner, each);
    }
    classBody.add(g.generic.declaration(g.dice.below(4)));
    classBody.add(main());
    classBody.add(state());
    return Statements.statement(
        HEAD + "public class " + g.className + " {\n" + Lambdas.INTERFACES,
        Node.list(classBody),
        "}");
  }

  /** How many statements there are at most. */
  private int size() {
    return switch (g.dice.weighted(12, 4, 1)) {
      case 0 -> g.dice.between(5, 20);
      case 1 -> g.dice.between(20, 70);
      default -> g.dice.between(70, 150);
    };
  }

  private void declareFields() {
    int count = g.dice.between(2, 6);
    for (int i = 0; i < count; i++) {
      Type type = g.observable();
      String name = g.name("f");
      g.fields.add(new Field(name, type));
      String access = g.dice.pick("private ", "", "protected ");
      classBody.add(
          Node.statement(
              access + type + " " + name + " = ",
              Node.expression(type, g.dice.pick(type.literals())),
              ";"));
    }
  }

  private void declareMembers(int count) {
    for (int i = 0; i < count; i++) {
      List<Type> parameters = new ArrayList<>();
      int arity = g.dice.below(4);
      for (int a = 0; a < arity; a++) {
        parameters.add(g.type());
      }
      Owner owner = i == 0 ? Owner.INSTANCE : g.dice.pick(Owner.values());
      g.members.add(
          new Member(g.name("m"), owner, g.dice.pick(RESULTS), parameters, g.dice.chance(20)));
    }
  }

  private void observed() {
    String name = g.name("Init");
    g.observed.add(name);
    classBody.add(
        Node.statement(
            "static final class " + name + " {\n",
            "static { Probe.of(" + name + ".class).log(\"init\"); }\n",
            "final Object a; final Object b;\n",
            name + "(Object a, Object b) { this.a = a; this.b = b; }\n",
            "String text() { return Kit.text(a) + Kit.text(b); }\n}"));
  }

  private void declare(Owner owner, int size) {
    List<Member> members = g.members.stream().filter(m -> m.owner() == owner).toList();
    if (members.isEmpty()) {
      return;
    }
    List<Node> bodies = members.stream().map(m -> method(m, modifier(owner), false, size)).toList();
    switch (owner) {
      case STATIC, INSTANCE -> classBody.addAll(bodies);
      case VIRTUAL -> {
        String made = g.dice.chance(80) ? "Derived" : "Base";
        type("static class Base {\n", bodies);
        type("static class Derived extends Base {\n", overriding(members, "", size));
        classBody.add(Node.statement("private final Base base = new " + made + "();"));
      }
      case DEFAULT -> {
        type("interface Api {\n", bodies);
        type("static class Impl implements Api {\n", overriding(members, "public ", size));
        classBody.add(Node.statement("private final Api api = new Impl();"));
      }
      case INTERFACE -> type("interface Statics {\n", bodies);
      case INNER -> {
        type("class Inner {\n", bodies);
        classBody.add(Node.statement("private final Inner inner = new Inner();"));
      }
      case RECORD -> type("record Rec(int n, String s) {\n", bodies);
      case CONSTANT -> {
        Node body = Node.list(overriding(members, "", size));
        type("enum Kind {\nA, B {\n", List.of(body, Node.statement("};"), Node.list(bodies)));
      }
    }
  }

  private void type(String head, List<Node> members) {
    classBody.add(Node.statement(head, Node.list(members), "}"));
  }

  /** The methods of a subtype that override some. */
  private List<Node> overriding(List<Member> members, String access, int size) {
    return members.stream()
        .filter(member -> g.dice.chance(60))
        .map(member -> method(member, "@Override " + access, true, size))
        .toList();
  }

  private String modifier(Owner owner) {
    return switch (owner) {
      case STATIC -> g.dice.pick("static ", "private static ", "public static ");
      case INSTANCE, INNER -> g.dice.pick("", "private ", "final ", "protected ");
      case DEFAULT -> "default ";
      case INTERFACE -> "static ";
      default -> "";
    };
  }

  private Node method(Member member, String modifier, boolean overrides, int size) {
    String self = self(member.owner());
    Form form = member.eager() ? Form.STAGE : Form.FUTURE;
    Scope s = new Scope(self, new Ending(form, member.result()), new Budget(size));
    s.overridden = overrides ? member : null;
    StringBuilder parameters = new StringBuilder("Probe p");
    if (member.owner().takesSelf()) {
      parameters.append(", ").append(g.className).append(" q");
    }
    for (Type type : member.parameters()) {
      String name = g.name("a");
      parameters.append(", ").append(type).append(" ").append(name);
      s.add(new Local(name, type, g.dice.pick(Use.VARIABLE, Use.CONSTANT)));
    }
    String future = member.eager() ? "CompletableFuture<" : "Future<";
    String maker = member.eager() ? "completed" : "ready";
    String boxed = member.result().boxed();
    return Statements.statement(
        "@Async " + modifier + future + boxed + "> " + member.name() + "(" + parameters,
        ") throws Exception {\nif (!p.more()) return Weft.<" + boxed + ">" + maker + "(",
        Node.zero(member.result()),
        ");\n",
        g.statements.body(s, size),
        "}");
  }

  private String self(Owner owner) {
    return switch (owner) {
      case INSTANCE -> "this";
      case INNER -> g.className + ".this";
      default -> "q";
    };
  }

  /** Runs each method, and tells what became of the fields. */
  private Node main() {
    List<Node> calls = new ArrayList<>();
    for (Member member : g.members) {
      Scope s = new Scope("q", new Ending(Form.FUTURE, Type.OBJECT), new Budget(0));
      s.ending = null;
      String caught = g.name("e");
      calls.add(
          Statements.statement(
              "try {\np.refuel(" + FUEL + ");\np.log(await(",
              g.awaits.call(member, s, 2),
              "));\n} catch (Throwable " + caught + ") {\np.log(" + caught + ");\n}"));
    }
    return Node.statement(
        "@Async public static Future<Object> main(Probe p) throws Exception {\n",
        g.className + " q = new " + g.className + "();\n",
        Node.list(calls),
        "return Weft.<Object>ready(q.state());\n}");
  }

  private Node state() {
    StringBuilder names = new StringBuilder();
    g.fields.forEach(field -> names.append(", ").append(field.name()));
    return Node.statement("private Object state() { return Kit.all(0" + names + "); }");
  }
}
