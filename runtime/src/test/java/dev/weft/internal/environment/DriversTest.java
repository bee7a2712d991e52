package dev.weft.internal.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.internal.io.IoDriver;
import dev.weft.internal.nio.NioDriver;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which driver is had for which word. */
final class DriversTest {
  /** And nothing else here, where the classes of this module lie in a directory. */
  @ParameterizedTest
  @ValueSource(strings = {"nio", "auto"})
  void theDriverOfTheJdkIsThereEverywhere(String choice) throws IOException {
    IoDriver driver = new Drivers(choice).open("a runtime");
    driver.close();
    assertThat(driver).isInstanceOf(NioDriver.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iouring", "NIO", ""})
  void anotherWordIsRefusedWithThoseThatThereAre(String choice) {
    assertThatThrownBy(() -> new Drivers(choice).open("a runtime"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("-Dweft.io.driver is one of auto, epoll, nio, not '" + choice + "'");
  }

  @Test
  void aDriverThatIsAskedForIsNotReplacedByAnother() {
    String reason =
        Runtime.version().feature() < 22
            ? "this is Java " + Runtime.version().feature() + ", and it needs Java 22 or newer"
            : "its classes are missing";
    assertThatThrownBy(() -> new Drivers("epoll").open("a runtime"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("-Dweft.io.driver=epoll can't be done: " + reason);
  }
}
