package dev.weft.it.cancel.model;

import static dev.weft.Weft.await;
import static dev.weft.Weft.borrow;
import static dev.weft.Weft.onDo;
import static dev.weft.Weft.race;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.select;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.tryJoin;

import dev.weft.Arm;
import dev.weft.Async;
import dev.weft.Borrowed;
import dev.weft.CancelledError;
import dev.weft.Future;
import dev.weft.Select;
import dev.weft.Weft;
import java.util.List;

/** Parts that run other parts side by side and cancel some of them. */
final class Choices {
  private Choices() {}

  record Selected(List<Node> arms, Node handler, boolean biased) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      Region inner = region.enter("select");
      try {
        await(select(world, inner));
      } catch (CancelledError e) {
        throw world.cancelled("select", e);
      } finally {
        inner.leave();
      }
      return ready();
    }

    private Select<Void> select(World world, Region inner) {
      List<Arm<Void>> all = arms.stream().map(arm -> arm(world, inner, arm)).toList();
      Select<Void> select = Weft.select(all);
      return biased ? select.biased() : select;
    }

    /** When the handler runs the losers have left. */
    private Arm<Void> arm(World world, Region inner, Node node) {
      return onDo(
          node.run(world, inner),
          value -> {
            world.require(inner.isAlone(), "the handler runs before the losers have left");
            await(handler.run(world, inner));
          });
    }
  }

  record Raced(List<Node> parts) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      Region inner = region.enter("race");
      try {
        await(race(parts.stream().map(part -> part.run(world, inner)).toList()));
      } catch (CancelledError e) {
        throw world.cancelled("race", e);
      } finally {
        inner.leave();
      }
      return ready();
    }
  }

  /** Some rounds of a select in which the same future loses, and is given up in the end. */
  record Lent(Node body, Node other, int rounds) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      Region inner = region.enter("borrow");
      Borrowed<Void> lent = borrow(body.run(world, inner));
      try {
        boolean done = false;
        for (int i = 0; i < rounds && !done; i++) {
          done = await(select(lent, other.run(world, inner))).index() == 1;
        }
      } catch (CancelledError e) {
        throw world.cancelled("borrow", e);
      } finally {
        try {
          await(shield(lent.closeAsync()));
        } finally {
          inner.leave();
        }
      }
      return ready();
    }
  }

  record TryJoined(List<Node> parts) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      Region inner = region.enter("try join");
      try {
        await(tryJoin(parts.stream().map(part -> part.run(world, inner)).toList()));
      } catch (CancelledError e) {
        throw world.cancelled("try join", e);
      } finally {
        inner.leave();
      }
      return ready();
    }
  }
}
