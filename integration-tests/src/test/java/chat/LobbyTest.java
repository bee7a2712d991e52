package chat;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.junit5.AsyncTest;
import dev.weft.junit5.TestRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Names and rooms of the chat, in every order in which their members may come to act. */
final class LobbyTest {
  private static final int MEMBERS = 5;
  private static final int ACTS = 40;

  /** More than all that is ever said: nobody lags. */
  private static final int ALL = 4096;

  private final Lobby lobby = new Lobby(ALL);
  private final List<Witness> present = new ArrayList<>();

  @AsyncTest(repeat = 200)
  void whatAMemberIsToldAgreesWithWhoIsThere(TestRuntime runtime) {
    List<Future<Void>> all =
        IntStream.range(0, MEMBERS).mapToObj(i -> visit(runtime.random())).toList();
    try (Member resident = lobby.enter()) {
      lobby.join(resident, "lobby");
      await(join(all));
      assertThat(lobby.stats()).isEqualTo("clients: 1, rooms: 1, subscriptions: 1");
    }
    assertThat(lobby.stats()).isEqualTo("clients: 0, rooms: 0, subscriptions: 0");
  }

  @Async
  private Future<Void> visit(RandomGenerator random) {
    try (Member member = lobby.enter()) {
      Witness witness = new Witness(member, lobby, random);
      present.add(witness);
      for (int i = 0; i < ACTS; i++) {
        witness.act();
        assertNamesDiffer();
        await(yieldNow());
      }
      witness.assertKnowsWhoIsThere();
      present.remove(witness);
    }
    return ready();
  }

  private void assertNamesDiffer() {
    assertThat(present.stream().map(each -> each.member().name().toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates();
  }

  @Test
  void nobodyHasANameThatDiffersInCaseAlone() {
    Member anna = lobby.enter();
    Member other = lobby.enter();
    assertThat(lobby.rename(anna, "Anna")).isTrue();
    assertThat(lobby.rename(other, "ANNA")).isFalse();
    assertThat(lobby.rename(anna, "anna")).isTrue();
    anna.close();
    assertThat(lobby.rename(other, "ANNA")).isTrue();
  }

  @AsyncTest(repeat = 50)
  void eachLineIsReceivedOrCounted(TestRuntime runtime) {
    RandomGenerator random = runtime.random();
    Lobby small = new Lobby(4);
    Member speaker = small.enter();
    Member reader = small.enter();
    small.join(speaker, "room");
    small.join(reader, "room");
    int said = 1 + random.nextInt(60);
    int received = 0;
    for (int i = 0; i < said; i++) {
      speaker.room().say("speaker", "" + i);
      if (random.nextInt(6) == 0) {
        received += Witness.countLines(reader);
      }
    }
    assertThat(received + Witness.countLines(reader)).isEqualTo(said);
  }
}
