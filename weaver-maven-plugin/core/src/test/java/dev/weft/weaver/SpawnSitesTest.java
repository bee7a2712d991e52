package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Calls that spawn tasks say where they stand. */
final class SpawnSitesTest {
  private static final String SPAWNS =
      """
      class Spawns {
        @Async static Future<Integer> work() { return ready(1); }
        @Async static Future<Integer> async() {
          JoinHandle<Integer> handle = spawn(
              work());
          return ready(await(handle));
        }
        static void plain(AsyncRuntime runtime) {
          Runnable lambda = () -> spawn(() -> 1);
          runtime.spawn(work()); runtime.handle().spawn(work());
          spawn(() -> {}); spawn(() -> work()); spawnBlocking(() -> 2);
        }
        int field = spawn(work()).hashCode();
      }
      """;

  @Test
  void everyCallIsNamedInAsyncCodeAndElsewhere() {
    assertThat(sites(woven(SPAWNS)))
        .containsExactly(
            "spawn(Future) Spawns <init> 13",
            "spawn(Future) Spawns async 4",
            "spawn(AsyncRuntime, Future) Spawns plain 10",
            "spawn(RuntimeHandle, Future) Spawns plain 10",
            "spawn(AsyncRunnable) Spawns plain 11",
            "spawn(FutureCallable) Spawns plain 11",
            "spawnBlocking(Callable) Spawns plain 11",
            "spawn(AsyncCallable) Spawns lambda 9");
  }

  /** There is nothing else to weave in it. */
  @Test
  void evenInAClassWithoutAsyncMethods() {
    Map<String, byte[]> compiled =
        JavaSources.compile(
            "class Starter { static void start(Future<?> f) { spawn(f); } }",
            "class Other { static Future<?> make() { return ready(); } }");
    Weaver weaver = TestWeaver.create();
    Weaving starter = TestWeaver.weave(weaver, "Starter", compiled.get("Starter"));
    assertThat(starter.state()).isEqualTo(Weaving.State.WOVEN);
    assertThat(starter.generated()).isEmpty();
    assertThat(sites(starter.classFile())).containsExactly("spawn(Future) Starter start 1");
    assertThat(TestWeaver.weave(weaver, "Starter", starter.classFile()).state())
        .isEqualTo(Weaving.State.UP_TO_DATE);
    assertThat(TestWeaver.weave(weaver, "Other", compiled.get("Other")).state())
        .isEqualTo(Weaving.State.UNRELATED);
  }

  @Test
  void whatIsSpawnedIntoSomethingIsNamedToo() {
    byte[] classFile =
        woven(
            """
            import dev.weft.task.*;
            class Spawns {
              static void plain(
                  JoinSet<Integer> set, JoinMap<String, Integer> map, TaskTracker tracker) {
                set.spawn(ready(1));
                set.spawnBlocking(() -> 2);
                map.spawn("key", () -> 3);
                tracker.spawn(() -> {});
              }
              @Async static Future<Void> scoped(TaskScope scope, TaskScope.Limited limited) {
                scope.spawn(() -> 4);
                await(limited.spawn(() -> ready(5)));
                return ready();
              }
            }
            """);
    assertThat(sites(classFile))
        .containsExactly(
            "spawn(JoinSet, Future) Spawns plain 5",
            "spawnBlocking(JoinSet, Callable) Spawns plain 6",
            "spawn(JoinMap, Object, AsyncCallable) Spawns plain 7",
            "spawn(TaskTracker, AsyncRunnable) Spawns plain 8",
            "spawn(TaskScope, AsyncCallable) Spawns scoped 11",
            "spawn(TaskScope$Limited, FutureCallable) Spawns scoped 12");
  }

  @Test
  void withoutDebugInformationTheMethodIsKnown() {
    Map<String, byte[]> compiled =
        JavaSources.compile(
            List.of("-g:none"), "class Starter { static void start(Future<?> f) { spawn(f); } }");
    Weaving starter = TestWeaver.weave(TestWeaver.create(), "Starter", compiled.get("Starter"));
    assertThat(sites(starter.classFile())).containsExactly("spawn(Future) Starter start  -1");
  }

  private static byte[] woven(String source) {
    return TestWeaver.weave(JavaSources.compile(source)).get("Spawns");
  }

  /** Each call of a twin, with the constant before it. */
  private static List<String> sites(byte[] classFile) {
    List<String> sites = new ArrayList<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String desc, String signature, String[] exceptions) {
                return new Calls(sites);
              }
            },
            0);
    return sites;
  }

  private static final class Calls extends MethodVisitor {
    private final List<String> sites;
    private Object constant = "";

    Calls(List<String> sites) {
      super(Opcodes.ASM9);
      this.sites = sites;
    }

    @Override
    public void visitLdcInsn(Object value) {
      constant = value;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String desc, boolean inInterface) {
      assertThat(owner.equals("dev/weft/Weft") && name.startsWith("spawn")).isFalse();
      assertThat(owner.startsWith("dev/weft/task/") && name.startsWith("spawn")).isFalse();
      if (owner.startsWith("dev/weft/abi/Spawn")) {
        String place = constant.toString().replaceAll("\\w+\\.java\n", "").replace('\n', ' ');
        sites.add(name + arguments(desc) + " " + place.replaceAll("lambda\\$\\S+", "lambda"));
      }
    }

    private static String arguments(String desc) {
      List<String> types = new ArrayList<>();
      for (Type type : Type.getArgumentTypes(desc)) {
        String name = type.getClassName();
        types.add(name.substring(name.lastIndexOf('.') + 1));
      }
      types.remove("String");
      return "(" + String.join(", ", types) + ")";
    }
  }
}
