package dev.weft.it.cancel.model;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Future;
import dev.weft.sync.ClosedException;
import dev.weft.sync.Mpsc;
import dev.weft.sync.Mutex;
import java.time.Duration;

/** Parts that wait for one thing, or do something to others. */
final class Leaves {
  private Leaves() {}

  record Turn() implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      try {
        await(yieldNow());
      } catch (CancelledError e) {
        throw world.cancelled("turn", e);
      }
      return ready();
    }
  }

  /** A pause, after whose cancellation each further await must be cancelled, too. */
  record Pause(int millis) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      try {
        await(sleep(Duration.ofMillis(millis)));
      } catch (CancelledError e) {
        await(stubborn(world));
        throw world.cancelled("pause", e);
      }
      return ready();
    }

    @Async
    private Future<Void> stubborn(World world) {
      boolean again = false;
      try {
        await(yieldNow());
      } catch (CancelledError e) {
        again = true;
      }
      world.require(again, "an await goes on after a cancellation");
      return ready();
    }
  }

  record Send() implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      int message = world.messages().next();
      Watched<Void> sending = sending(world, message);
      try {
        await(sending);
        world.messages().sent(message);
      } catch (CancelledError e) {
        world.messages().cancelled(message, sending.wasStarted());
        throw world.cancelled("send", e);
      }
      return ready();
    }

    private static Watched<Void> sending(World world, int message) {
      try {
        return new Watched<>(world.messages().sender().send(message));
      } catch (ClosedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Keeps some places for a while, and uses one or none of them. */
  record Reserve(int places, boolean use, Node meanwhile) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      Region inner = region.enter("reserve");
      try (Mpsc.Permit<Integer> permit = await(reserved(world))) {
        await(meanwhile.run(world, inner));
        if (use) {
          int message = world.messages().next();
          permit.send(message);
          world.messages().sent(message);
        }
      } finally {
        inner.leave();
      }
      return ready();
    }

    @Async
    private Future<Mpsc.Permit<Integer>> reserved(World world) {
      try {
        return ready(await(world.messages().sender().reserveMany(places)));
      } catch (CancelledError e) {
        throw world.cancelled("reserve", e);
      } catch (ClosedException e) {
        throw new AssertionError(e);
      }
    }
  }

  record Receive() implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      try (Mutex.Guard<Mpsc.Receiver<Integer>> receiver =
          await(world.messages().receiving().lock())) {
        Integer message = await(receiver.get().recv());
        if (message != null) {
          world.messages().received(message);
        }
      } catch (CancelledError e) {
        throw world.cancelled("receive", e);
      }
      return ready();
    }
  }

  record CancelToken(int number) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      world.token(number).cancel("by a node");
      return ready();
    }
  }

  record AbortTask(int number) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      if (!world.tasks().isEmpty()) {
        world.tasks().get(number % world.tasks().size()).abort("by a node");
      }
      return ready();
    }
  }

  record Fail() implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      throw new Expected();
    }
  }
}
