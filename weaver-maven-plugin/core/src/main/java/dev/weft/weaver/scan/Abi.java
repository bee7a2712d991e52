package dev.weft.weaver.scan;

import java.util.Set;

/** The names of the runtime's types and members that woven code and its sources mention. */
public final class Abi {
  /** The version of the shape of woven code; raised when old woven code can't run any more. */
  public static final int VERSION = 1;

  public static final String WEFT = "dev/weft/Weft";
  public static final String FUTURE = "dev/weft/Future";
  public static final String FLAVOR = "dev/weft/Flavor";
  public static final String POLL = "dev/weft/Poll";
  public static final String PENDING = "PENDING";
  public static final String STRAND = "dev/weft/abi/Strand";
  public static final String FRAME = "dev/weft/abi/AsyncFrame";
  public static final String EAGER = "dev/weft/abi/Eager";
  public static final String ENTRY = "dev/weft/abi/Entry";
  public static final String RUNTIME = "dev/weft/AsyncRuntime";
  public static final String RUNTIME_HANDLE = "dev/weft/RuntimeHandle";

  /** Has twins of the methods that spawn tasks, which take the place of the call too. */
  public static final String SPAWNER = "dev/weft/abi/Spawn";

  /** Have methods that spawn tasks into them, all named {@link #SPAWN} or the blocking one. */
  public static final Set<String> SPAWN_TARGETS =
      Set.of(
          "dev/weft/task/JoinSet",
          "dev/weft/task/JoinMap",
          "dev/weft/task/TaskTracker",
          "dev/weft/task/TaskScope",
          "dev/weft/task/TaskScope$Limited");

  /** Has twins of the methods that spawn tasks into something, as {@link #SPAWNER} has. */
  public static final String INTO_SPAWNER = "dev/weft/abi/SpawnInto";

  public static final String STAGE = "java/util/concurrent/CompletionStage";
  public static final String COMPLETABLE_FUTURE = "java/util/concurrent/CompletableFuture";

  public static final String ASYNC = "Ldev/weft/Async;";
  public static final String ASYNC_LAMBDA = "Ldev/weft/AsyncLambda;";
  public static final String ASYNC_MAIN = "Ldev/weft/AsyncMain;";

  /** Of weft-junit5: what they mark is called by JUnit, and has an async body. */
  public static final Set<String> TESTS =
      Set.of(
          "Ldev/weft/junit5/AsyncTest;",
          "Ldev/weft/junit5/AsyncBeforeEach;",
          "Ldev/weft/junit5/AsyncAfterEach;");

  /** JUnit's own, for a test that isn't async. */
  public static final String PLAIN_TEST = "Lorg/junit/jupiter/api/Test;";

  public static final String WOVEN = "Ldev/weft/abi/Woven;";
  public static final String GENERATED = "Ldev/weft/abi/Generated;";

  public static final String FUTURE_DESC = "L" + FUTURE + ";";
  public static final String STAGE_DESC = "L" + STAGE + ";";
  public static final String COMPLETABLE_FUTURE_DESC = "L" + COMPLETABLE_FUTURE + ";";
  public static final String FLAVOR_DESC = "L" + FLAVOR + ";";
  public static final String POLL_DESC = "L" + POLL + ";";
  public static final String STRAND_DESC = "L" + STRAND + ";";
  public static final String FRAME_DESC = "L" + FRAME + ";";
  public static final String OBJECT = "java/lang/Object";
  public static final String OBJECT_DESC = "Ljava/lang/Object;";
  public static final String STRING_DESC = "Ljava/lang/String;";

  public static final String AWAIT = "await";
  public static final String AWAIT_FUTURE = "(" + FUTURE_DESC + ")" + OBJECT_DESC;
  public static final String AWAIT_FUTURE_CLASS =
      "(" + FUTURE_DESC + "Ljava/lang/Class;)" + OBJECT_DESC;
  public static final String AWAIT_STAGE = "(" + STAGE_DESC + ")" + OBJECT_DESC;
  public static final String AWAIT_STAGE_CLASS =
      "(" + STAGE_DESC + "Ljava/lang/Class;)" + OBJECT_DESC;

  public static final String EACH = "each";
  public static final String EACH_LOOP = "dev/weft/abi/EachLoop";

  /** Static, of the loop over each: the future of the next element. */
  public static final String PULL = "pull";

  public static final String PULL_DESC = "(Ljava/util/Iterator;)" + FUTURE_DESC;

  /** Static, of the loop over each: takes the element and tells whether there is one. */
  public static final String ACCEPT = "accept";

  public static final String ACCEPT_DESC = "(" + OBJECT_DESC + "Ljava/util/Iterator;)Z";

  public static final String FROM = "from";
  public static final String FROM_DESC = "(" + STAGE_DESC + ")" + FUTURE_DESC;
  public static final String READY = "ready";
  public static final String READY_VALUE = "(" + OBJECT_DESC + ")" + FUTURE_DESC;
  public static final String READY_VOID = "()" + FUTURE_DESC;
  public static final String COMPLETED = "completed";
  public static final String COMPLETED_VALUE = "(" + OBJECT_DESC + ")" + COMPLETABLE_FUTURE_DESC;

  private static final String HANDLE = ")Ldev/weft/JoinHandle;";
  public static final String SPAWN = "spawn";
  public static final String SPAWN_FUTURE = "(" + FUTURE_DESC + HANDLE;
  public static final String SPAWN_CALLABLE = "(Ldev/weft/AsyncCallable;" + HANDLE;
  public static final String SPAWN_RUNNABLE = "(Ldev/weft/AsyncRunnable;" + HANDLE;
  public static final String SPAWN_FUTURE_CALLABLE = "(Ldev/weft/FutureCallable;" + HANDLE;
  public static final String SPAWN_BLOCKING = "spawnBlocking";
  public static final String SPAWN_BLOCKING_DESC = "(Ljava/util/concurrent/Callable;" + HANDLE;

  /** Static, of Strand: awaits a future on a strand. */
  public static final String STRAND_AWAIT = "await";

  /** Static, of Strand: awaits the future that a method returns. */
  public static final String STRAND_AWAIT_TAIL = "awaitTail";

  /** Static, of Strand: whether the budget allows to ask a future. */
  public static final String MAY_ASK = "mayAsk";

  public static final String MAY_ASK_DESC = "(" + FUTURE_DESC + STRAND_DESC + ")Z";

  /** Static, of Strand: awaits a future that may be asked. */
  public static final String ASK = "ask";

  public static final String STRAND_AWAIT_DESC =
      "(" + FUTURE_DESC + STRAND_DESC + "I)" + OBJECT_DESC;
  public static final String DEPTH = "depth";
  public static final String DEPTH_DESC = "()I";
  public static final String ENTER = "enter";
  public static final String ENTER_DESC = "(I)" + STRAND_DESC;
  public static final String IS_TOO_DEEP = "isTooDeep";
  public static final String IS_TOO_DEEP_DESC = "(I)Z";

  public static final String STATE = "state";
  public static final String STATE_DESC = "()I";
  public static final String SUSPEND = "suspend";
  public static final String SUSPEND_DESC = "(" + STRAND_DESC + "I)V";
  public static final String TAKE = "take";
  public static final String TAKE_DESC = "(" + STRAND_DESC + ")" + OBJECT_DESC;
  public static final String UNKNOWN_STATE = "unknownState";
  public static final String UNKNOWN_STATE_DESC =
      "(" + FRAME_DESC + ")Ljava/lang/IllegalStateException;";
  public static final String RESUME = "resume";

  /** How the names of a frame's static methods begin through which a body leaves. */
  public static final String WAY_OUT = "leave";

  public static final String RESUME_DESC = "(" + STRAND_DESC + ")" + OBJECT_DESC;
  public static final String TABLE = "table";
  public static final String TABLE_DESC = "()Ljava/lang/String;";

  /** AsyncFrame's state of a body that starts from the beginning. */
  public static final int START = -1;

  public static final String EAGER_START = "start";
  public static final String EAGER_START_DESC = "(" + FRAME_DESC + ")" + COMPLETABLE_FUTURE_DESC;
  public static final String ENTRY_RUN = "run";
  public static final String ENTRY_RUN_DESC = "(" + FUTURE_DESC + FLAVOR_DESC + "I)V";

  /** Static, of Entry: runs the body of a test. */
  public static final String ENTRY_TEST = "test";

  public static final String ENTRY_TEST_DESC = "(" + FUTURE_DESC + ")V";

  /** What a body returns that is suspended and else returns a number. */
  public static final long SUSPENDED = -1;

  /** What a number has in its low half that a body returns. */
  public static final long NUMBER = 0xFFFF_FFFFL;

  public static final String UNBOXED = "dev/weft/abi/Unboxed";
  public static final String BOX_DESC = "(J)" + OBJECT_DESC;

  public static final String DISPATCH = "dev/weft/abi/Dispatch";
  public static final String SUPER = "SUPER";
  public static final String IS_OVERRIDDEN = "isOverridden";
  public static final String IS_OVERRIDDEN_DESC =
      "("
          + OBJECT_DESC
          + "Ljava/lang/Class;Ljava/lang/String;Ljava/lang/String;"
          + FRAME_DESC
          + ")Z";
  public static final String IS_WOVEN = "isWoven";
  public static final String IS_WOVEN_DESC =
      "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/String;)Z";
  public static final String OUTSIDE_OF_ASYNC = "outsideOfAsync";
  public static final String OUTSIDE_OF_ASYNC_DESC =
      "(Ljava/lang/String;)Ljava/lang/IllegalStateException;";

  private Abi() {}
}
