package dev.weft.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of a chain, and what is in it. */
final class ChainTest {
  private static final class Item extends Chain.Link<Item> {}

  private final Chain<Item> chain = new Chain<>();
  private final Item a = new Item();
  private final Item b = new Item();
  private final Item c = new Item();

  private void addAll() {
    chain.add(a);
    chain.add(b);
    chain.add(c);
  }

  private List<Item> inOrder() {
    List<Item> items = new ArrayList<>();
    for (Item item = chain.peek(); item != null; item = chain.after(item)) {
      items.add(item);
    }
    assertThat(chain.size()).isEqualTo(items.size());
    assertThat(chain.isEmpty()).isEqualTo(items.isEmpty());
    return items;
  }

  @Test
  void elementsComeInTheOrderInWhichTheyWereAdded() {
    addAll();
    assertThat(inOrder()).containsExactly(a, b, c);
    assertThat(List.of(chain.poll(), chain.poll(), chain.poll())).containsExactly(a, b, c);
    assertThat(chain.poll()).isNull();
    assertThat(inOrder()).isEmpty();
  }

  @Test
  void anyElementCanBeRemoved() {
    addAll();
    assertThat(chain.remove(b)).isTrue();
    assertThat(inOrder()).containsExactly(a, c);
    assertThat(chain.remove(c)).isTrue();
    assertThat(inOrder()).containsExactly(a);
    chain.add(b);
    assertThat(chain.remove(a)).isTrue();
    assertThat(inOrder()).containsExactly(b);
  }

  @Test
  void whatWasClearedCanBeAddedAgain() {
    addAll();
    chain.clear();
    assertThat(inOrder()).isEmpty();
    chain.add(b);
    chain.add(a);
    assertThat(inOrder()).containsExactly(b, a);
  }

  @Test
  void whatIsNotInHereIsNotRemoved() {
    Chain<Item> other = new Chain<>();
    chain.add(a);
    other.add(b);
    assertThat(chain.remove(b)).isFalse();
    assertThat(chain.remove(c)).isFalse();
    assertThat(chain.contains(b)).isFalse();
    assertThat(other.contains(b)).isTrue();
    assertThat(inOrder()).containsExactly(a);
  }
}
