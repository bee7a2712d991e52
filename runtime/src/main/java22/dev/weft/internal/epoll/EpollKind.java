package dev.weft.internal.epoll;

import dev.weft.internal.io.DriverKind;
import dev.weft.internal.io.IoDriver;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The driver over epoll; see {@link DriverKind} for how it is found. */
public final class EpollKind implements DriverKind {
  private static final Set<String> ARCHITECTURES = Set.of("amd64", "aarch64");

  /** For who has found the class by its name. */
  public EpollKind() {}

  @Override
  public @Nullable String obstacle() {
    String system = System.getProperty("os.name");
    String architecture = System.getProperty("os.arch");
    if (!"Linux".equals(system) || !ARCHITECTURES.contains(architecture)) {
      return "this is "
          + system
          + " on "
          + architecture
          + ", and it needs Linux on x86-64 or AArch64";
    }
    Module module = EpollKind.class.getModule();
    if (!module.isNativeAccessEnabled()) {
      return "native access isn't granted: start the JVM with --enable-native-access="
          + (module.isNamed() ? module.getName() : "ALL-UNNAMED");
    }
    return null;
  }

  @Override
  public IoDriver open(String runtime) throws IOException {
    return new EpollDriver(runtime);
  }
}
