package dev.weft.it.judges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Jdk;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same scripts against mini-redis and against Redis, whose replies must be the same to the
 * byte.
 *
 * <p>{@code -Dweft.redis.scripts=1000} runs more of them, {@code -Dweft.redis.seed=17} begins with
 * that one; a failure tells the seed.
 */
final class RedisDifferentialIT {
  private static final int SCRIPTS = Integer.getInteger("weft.redis.scripts", 25);
  private static final long SEED = Long.getLong("weft.redis.seed", 1);

  @RegisterExtension static final Verdicts VERDICTS = new Verdicts();

  @TempDir Path directory;

  private final Judge redis = Judge.find("redis-server", "redis-server");

  /** It listens at a path, as it doesn't tell which port is free. */
  private ServerProcess redis(Path socket) throws IOException {
    return ServerProcess.start(
        List.of(
            redis.file().toString(),
            "--port",
            "0",
            "--unixsocket",
            socket.toString(),
            "--databases",
            "1",
            "--save",
            "",
            "--dir",
            directory.toString()),
        "ready to accept connections");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void theRepliesAreThoseOfRedis(Jdk jdk) throws IOException, InterruptedException {
    compare(jdk, "miniredis.MiniRedis", List.of("--port", "0"));
    VERDICTS.record(
        redis,
        "redis-server --port 0 --unixsocket SOCKET",
        "the replies to random scripts of three clients are those of mini-redis: strings with"
            + " expiry, counters, lists, blocking pops, subscribers, errors, broken requests, in"
            + " pipelines that are cut anywhere",
        "equal to the byte");
  }

  private void compare(Jdk jdk, String main, List<String> options)
      throws IOException, InterruptedException {
    Path socket = directory.resolve("redis-" + jdk.feature() + ".sock");
    try (ServerProcess theirs = redis(socket);
        ServerProcess ours = ServerProcess.ofExample(jdk, main, options)) {
      SocketAddress there = UnixDomainSocketAddress.of(socket);
      SocketAddress here = Client.local(ours.port());
      for (long seed = SEED; seed < SEED + SCRIPTS; seed++) {
        assertSame(seed, RedisScript.run(seed, there), RedisScript.run(seed, here));
      }
      theirs.interrupt();
      String unused = theirs.assertExit(0);
    }
  }

  private static void assertSame(long seed, List<String> expected, List<String> got) {
    for (int i = 0; i < expected.size(); i++) {
      assertThat(got.get(i))
          .as("step %d with -Dweft.redis.scripts=1 -Dweft.redis.seed=%d", i, seed)
          .isEqualTo(expected.get(i));
    }
  }
}
