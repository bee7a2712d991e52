package dev.weft.internal.environment;

import dev.weft.internal.io.DriverKind;
import dev.weft.internal.io.IoDriver;
import dev.weft.internal.nio.NioDriver;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which driver the sockets of a runtime have, as {@code -Dweft.io.driver} says: {@code nio}, which
 * every JVM has, one of those that only some have, or {@code auto}, as if nothing was said, which
 * is the one that has turned out to cost the least, as far as it can be had.
 */
final class Drivers implements IoDriver.Factory {
  static final String SWITCH = "weft.io.driver";

  private static final String NIO = "nio";
  private static final String AUTO = "auto";

  /** Those that only some have, by name. */
  private static final Map<String, String> KINDS =
      Map.of("epoll", "dev.weft.internal.epoll.EpollKind");

  private static final int FIRST_RELEASE = 22;

  private final String choice;

  Drivers(String choice) {
    this.choice = choice;
  }

  /** What was chosen when the JVM was started. */
  static Drivers ofJvm() {
    return new Drivers(System.getProperty(SWITCH, AUTO));
  }

  /** Measured, epoll isn't ahead of what the JDK makes of it: see docs/io.md. */
  @Override
  public IoDriver open(String runtime) throws IOException {
    if (choice.equals(NIO) || choice.equals(AUTO)) {
      return new NioDriver(runtime);
    }
    return kind().open(runtime);
  }

  private DriverKind kind() {
    String type = KINDS.get(choice);
    if (type == null) {
      Set<String> all = new TreeSet<>(KINDS.keySet());
      all.add(NIO);
      all.add(AUTO);
      throw new IllegalArgumentException(
          "-D" + SWITCH + " is one of " + String.join(", ", all) + ", not '" + choice + "'");
    }
    try {
      DriverKind kind =
          Class.forName(type).asSubclass(DriverKind.class).getConstructor().newInstance();
      String obstacle = kind.obstacle();
      if (obstacle != null) {
        throw impossible(obstacle, null);
      }
      return kind;
    } catch (ReflectiveOperationException e) {
      throw impossible(absence(), e);
    }
  }

  private static String absence() {
    int release = Runtime.version().feature();
    return release < FIRST_RELEASE
        ? "this is Java " + release + ", and it needs Java " + FIRST_RELEASE + " or newer"
        : "its classes are missing; a jar that Weft was copied into needs Multi-Release: true in"
            + " its manifest";
  }

  private IllegalStateException impossible(String obstacle, @Nullable Throwable cause) {
    return new IllegalStateException(
        "-D" + SWITCH + "=" + choice + " can't be done: " + obstacle, cause);
  }
}
