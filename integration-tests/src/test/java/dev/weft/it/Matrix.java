package dev.weft.it;

import dev.weft.it.process.Jdk;
import dev.weft.it.process.Jdks;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Every seed program on every JDK, as parameters of a test. */
final class Matrix {
  private Matrix() {}

  static Stream<Arguments> seedsOnJdks() {
    List<Seed> seeds = Seed.all();
    return Jdks.all().stream().flatMap(jdk -> seeds.stream().map(seed -> Arguments.of(jdk, seed)));
  }

  static List<Jdk> jdks() {
    return Jdks.all();
  }
}
