package dev.weft.it.maven;

import dev.weft.it.Checkout;
import java.nio.file.Path;
import java.util.List;

/** The Mavens that the profile "builds" unpacks. */
final class OtherMavens {
  private static final Versions VERSIONS = Versions.ofParentPom();

  private OtherMavens() {}

  /** The oldest that the plugin runs in, and the newest ones. */
  static List<String> versions() {
    return List.of(VERSIONS.fillIn("@maven.oldest.version@"), newest3(), newest4());
  }

  /** The newest 3. */
  static String newest3() {
    return VERSIONS.fillIn("@maven.newest3.version@");
  }

  private static String newest4() {
    return VERSIONS.fillIn("@maven.newest4.version@");
  }

  /** Where one of them is. */
  static Path home(String version) {
    Path all = Checkout.root().resolve("integration-tests/target/mavens");
    return all.resolve("apache-maven-" + version);
  }
}
