package dev.weft.it.woven.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.spawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import dev.weft.it.woven.Runtimes;
import dev.weft.net.UnixListener;
import dev.weft.net.UnixStream;
import java.net.BindException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Unix domain sockets. */
@SuppressWarnings("try") // what an end does is what is looked at
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class UnixTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  @Tag("T104")
  void bytesGoBothWaysAndTheEndIsSeen(Runtimes runtimes) throws Exception {
    Path path = folder.resolve("socket");
    runtimes.run(
        () -> {
          try (UnixListener listener = await(UnixListener.bind(path));
              UnixStream client = await(UnixStream.connect(path));
              UnixStream server = await(listener.accept())) {
            byte[] much = new byte[1_000_000];
            much[much.length - 1] = 7;
            await(
                join(
                    client.writeAll(ByteBuffer.wrap(much)),
                    server.readFully(ByteBuffer.allocate(much.length))));
            await(server.writeAll("bye".getBytes(StandardCharsets.US_ASCII)));
            server.close();
            assertThat(await(client.readToString())).isEqualTo("bye");
            assertThat(client.remoteAddress().getPath()).isEqualTo(path);
            assertThat(listener.localAddress().getPath()).isEqualTo(path);
            assertThat(client).hasToString("UnixStream[" + path + "]");
          }
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  void failuresNameThePath(Runtimes runtimes) throws Exception {
    Path path = Files.writeString(folder.resolve("file"), "");
    Path nothing = folder.resolve("nothing");
    runtimes.run(
        () -> {
          assertThat(await(spawn(UnixListener.bind(path)).outcome()).toString())
              .contains(BindException.class.getName())
              .contains("listening at " + path);
          assertThat(await(spawn(UnixStream.connect(path)).outcome()).toString())
              .contains(ConnectException.class.getName())
              .contains("connecting to " + path);
          assertThat(await(spawn(UnixStream.connect(nothing)).outcome()).toString())
              .contains("connecting to " + nothing + ": No such file or directory");
          return null;
        });
  }
}
