package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.borrow;
import static dev.weft.Weft.interval;
import static dev.weft.Weft.on;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.select;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.tryJoinEach;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.OneOf2;
import dev.weft.OneOf3;
import dev.weft.sync.Mpsc;
import dev.weft.task.CancellationToken;
import dev.weft.time.Deadline;
import dev.weft.time.Interval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The examples of {@code Select} and {@code Borrowed}, run while time stands still; {@code
 * JavadocTest} sees to it that they are the same.
 */
@Timeout(60)
final class SelectExamplesTest {
  private final List<String> log = new ArrayList<>();

  @Test
  void selectInALoop() throws Exception {
    Paused.run(
        () -> {
          Mpsc.Channel<String> channel = Mpsc.channel(1);
          Mpsc.Receiver<String> commands = channel.rx();
          CancellationToken stop = new CancellationToken();
          spawn(
              () -> {
                await(sleep(Duration.ofSeconds(7)));
                await(channel.tx().send("command"));
                await(sleep(Duration.ofSeconds(5)));
                stop.cancel();
              });
          Interval ticks = interval(Duration.ofSeconds(5));
          while (true) {
            var event = await(select(commands.recv(), ticks.tick(), stop.cancelled()));
            if (event instanceof OneOf3.First<String, ?, ?> command) {
              log.add(command.value());
            } else if (event instanceof OneOf3.Second<?, ?, ?>) {
              log.add("tick");
            } else {
              break;
            }
          }
          return 0;
        });
    assertThat(log).containsExactly("tick", "tick", "command", "tick");
  }

  @Async
  private static Future<String> ask() {
    await(sleep(Duration.ofMillis(2_500)));
    return ready("yes");
  }

  @Test
  void borrowing() throws Exception {
    String answered =
        Paused.run(
            () -> {
              Future<String> answer = ask();
              Interval ticks = interval(Duration.ofSeconds(1));
              String said = null;
              while (said == null) {
                OneOf2<String, Deadline> event = await(select(borrow(answer), ticks.tick()));
                if (event instanceof OneOf2.First<String, ?> first) {
                  said = first.value();
                } else {
                  log.add("still waiting");
                }
              }
              return said;
            });
    assertThat(answered).isEqualTo("yes");
    assertThat(log).hasSize(3);
  }

  @Test
  void armsWithHandlers() throws Exception {
    String line =
        Paused.run(
            () -> {
              Mpsc.Channel<String> channel = Mpsc.channel(1);
              String first =
                  await(
                      select(
                          on(channel.rx().recv(), message -> "got " + message),
                          on(sleep(Duration.ofSeconds(1)), () -> "nothing came")));
              channel.tx().close();
              return first;
            });
    assertThat(line).isEqualTo("nothing came");
  }

  @Async
  private static Future<String> load(String path) {
    await(sleep(Duration.ofSeconds(1)));
    return ready("page " + path);
  }

  @Test
  void aLimitOfHowManyRun() throws Exception {
    List<String> loaded =
        Paused.run(
            () -> {
              List<String> pages =
                  await(tryJoinEach(4, List.of("/a", "/b", "/c"), path -> await(load(path))));
              return pages;
            });
    assertThat(loaded).containsExactly("page /a", "page /b", "page /c");
  }
}
