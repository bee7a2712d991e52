package dev.weft.agent;

import dev.weft.weaver.LintLevel;
import dev.weft.weaver.LintOptions;
import dev.weft.weaver.WeaverOptions;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * The entry of {@code -javaagent:weft-agent.jar}. It takes no options; what may be chosen about
 * woven code is chosen by the system properties of the weaver.
 */
public final class WeftAgent {
  private WeftAgent() {}

  /** Called by the JVM before {@code main}. */
  public static void premain(@Nullable String options, Instrumentation instrumentation) {
    install(options, instrumentation);
  }

  /**
   * Called by the JVM when the agent is attached to a program that runs. Classes that are loaded
   * already stay as they are: the JVM lets nobody add methods to them.
   */
  public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
    install(options, instrumentation);
  }

  private static void install(@Nullable String options, Instrumentation instrumentation) {
    Log log = new Log(System.err);
    if (options != null && !options.isBlank()) {
      log.unknownOptions(options);
    }
    FrameClasses frames = FrameClasses.of(instrumentation);
    // Not for retransformation: the JVM then keeps what was woven when others retransform.
    instrumentation.addTransformer(new WeavingTransformer(frames, options(log), log), false);
  }

  /** Lints are off unless asked for: a program that runs has been compiled. */
  private static WeaverOptions options(Log log) {
    WeaverOptions defaults = WeaverOptions.defaults();
    try {
      return defaults.with(LintOptions.of(System::getProperty, LintLevel.OFF));
    } catch (IllegalArgumentException e) {
      log.wrongOption(e);
      return defaults;
    }
  }
}
