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
 * every JVM has, or one of those that only some have. {@code auto}, as if nothing was said, is the
 * one that costs the least, as far as it can be had; measured, that is epoll (docs/sockets.md).
 */
final class Drivers implements IoDriver.Factory {
  private static final String SWITCH = "weft.io.driver";
  private static final String NIO = "nio";
  private static final String AUTO = "auto";
  private static final String BEST = "epoll";

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

  @Override
  public IoDriver open(String runtime) throws IOException {
    return factory().open(runtime);
  }

  private IoDriver.Factory factory() {
    if (choice.equals(NIO)) {
      return NioDriver::new;
    }
    DriverKind kind = find(choice.equals(AUTO) ? BEST : choice);
    String obstacle = kind == null ? absence() : kind.obstacle();
    if (kind != null && obstacle == null) {
      return kind;
    }
    if (choice.equals(AUTO)) {
      return NioDriver::new;
    }
    throw new IllegalStateException("-D" + SWITCH + "=" + choice + " can't be done: " + obstacle);
  }

  /** Null if this JVM doesn't have its class. */
  private static @Nullable DriverKind find(String name) {
    String type = KINDS.get(name);
    if (type == null) {
      throw unknown(name);
    }
    try {
      return Class.forName(type).asSubclass(DriverKind.class).getConstructor().newInstance();
    } catch (ClassNotFoundException e) {
      return null;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type, e);
    }
  }

  private static IllegalArgumentException unknown(String name) {
    Set<String> all = new TreeSet<>(KINDS.keySet());
    all.add(NIO);
    all.add(AUTO);
    return new IllegalArgumentException(
        "-D" + SWITCH + " is one of " + String.join(", ", all) + ", not '" + name + "'");
  }

  private static String absence() {
    int release = Runtime.version().feature();
    return release < FIRST_RELEASE
        ? "this is Java " + release + ", and it needs Java " + FIRST_RELEASE + " or newer"
        : "its classes are missing; a jar that Weft was copied into needs Multi-Release: true in"
            + " its manifest";
  }
}
