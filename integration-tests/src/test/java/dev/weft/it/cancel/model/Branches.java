package dev.weft.it.cancel.model;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.usingDo;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.AsyncCloseable;
import dev.weft.CancelledError;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.sync.Mutex;
import dev.weft.sync.Semaphore;
import dev.weft.task.JoinSet;
import dev.weft.task.TaskScope;
import dev.weft.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Parts that run other parts. */
final class Branches {
  /** The time of a shield. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private Branches() {}

  record Sequence(List<Node> parts) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      for (Node part : parts) {
        await(part.run(world, region));
      }
      return ready();
    }
  }

  /** Cleans up behind its body, which may await. */
  record Block(Node body, Node cleanup) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      Region inner = region.enter("block");
      try {
        await(body.run(world, inner));
      } finally {
        await(cleanedUp(world, inner));
      }
      return ready();
    }

    @Async
    private Future<Void> cleanedUp(World world, Region inner) {
      Deadline begun = Deadline.now();
      try {
        await(shield(cleanup.run(world, inner)));
      } catch (CancelledError e) {
        Duration granted = begun.until(Deadline.now());
        world.require(granted.compareTo(GRACE) >= 0, "cleanup is cut short after %s", granted);
        throw world.cancelled("cleanup", e);
      } finally {
        inner.leave();
      }
      return ready();
    }
  }

  record Holding(int count, Node body) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      Region inner = region.enter("holding");
      try (Semaphore.Permit permit = await(acquired(world))) {
        world.require(permit.count() == count, "%d permits for %d", permit.count(), count);
        await(body.run(world, inner));
      } finally {
        inner.leave();
      }
      return ready();
    }

    @Async
    private Future<Semaphore.Permit> acquired(World world) {
      try {
        return ready(await(world.permits().acquire(count)));
      } catch (CancelledError e) {
        throw world.cancelled("acquire", e);
      }
    }
  }

  record HoldingOne(Node body) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      Region inner = region.enter("holding one");
      try {
        await(world.permits().with(() -> body.run(world, inner)));
      } finally {
        inner.leave();
      }
      return ready();
    }
  }

  record Locking(Node body) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      Region inner = region.enter("locking");
      try (Mutex.Guard<int[]> guard = await(locked(world))) {
        int[] inside = guard.get();
        world.require(inside[0]++ == 0, "two have the lock");
        try {
          await(body.run(world, inner));
        } finally {
          inside[0]--;
        }
      } finally {
        inner.leave();
      }
      return ready();
    }

    @Async
    private static Future<Mutex.Guard<int[]>> locked(World world) {
      try {
        return ready(await(world.mutex().lock()));
      } catch (CancelledError e) {
        throw world.cancelled("lock", e);
      }
    }
  }

  record Scope(List<Node> children, Node body) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      Region inner = region.enter("scope");
      List<JoinHandle<?>> handles = new ArrayList<>();
      try {
        await(
            TaskScope.runDo(
                scope -> {
                  for (Node child : children) {
                    handles.add(scope.spawn(asTask(world, child)));
                  }
                  await(body.run(world, inner));
                }));
      } catch (CancelledError e) {
        throw world.cancelled("scope", e);
      } finally {
        world.require(
            handles.stream().allMatch(JoinHandle::isFinished), "a child outlives its scope");
        inner.leave();
      }
      return ready();
    }
  }

  /** A part that is the whole of a task. */
  @Async
  static Future<Void> asTask(World world, Node body) {
    Region region = Region.ofTask(world);
    try {
      await(body.run(world, region));
    } finally {
      region.leave();
    }
    return ready();
  }

  record Timed(int millis, Node body) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      Region inner = region.enter("timeout");
      try {
        await(timeout(Duration.ofMillis(millis), body.run(world, inner)));
      } catch (TimeoutException e) {
        world.coverage().node("timeout that is over");
      } catch (CancelledError e) {
        throw world.cancelled("timeout", e);
      } finally {
        inner.leave();
      }
      return ready();
    }
  }

  record Shielded(Node body) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      Region inner = region.enter("shield");
      try {
        await(shield(body.run(world, inner)));
      } catch (CancelledError e) {
        throw world.cancelled("shield", e);
      } finally {
        inner.leave();
      }
      return ready();
    }
  }

  record Joined(List<Node> parts) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      Region inner = region.enter("join");
      try {
        await(join(parts.stream().map(part -> part.run(world, inner)).toList()));
      } catch (CancelledError e) {
        throw world.cancelled("join", e);
      } finally {
        inner.leave();
      }
      return ready();
    }
  }

  /** Starts a task, does something else, aborts the task and waits for its end. */
  record Aborted(Node task, Node meanwhile) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      Region inner = region.enter("abort");
      JoinHandle<Void> handle = spawn(asTask(world, task));
      world.tasks().add(handle);
      try {
        await(meanwhile.run(world, inner));
      } finally {
        handle.abort("behind a node");
        try {
          await(shield(handle.outcome()));
        } finally {
          inner.leave();
        }
      }
      return ready();
    }
  }

  record Grouped(List<Node> tasks, int joined) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      Region inner = region.enter("set");
      JoinSet<Void> set = new JoinSet<>();
      List<JoinHandle<Void>> handles = new ArrayList<>();
      for (Node task : tasks) {
        JoinHandle<Void> handle = spawn(asTask(world, task));
        world.tasks().add(handle);
        handles.add(handle);
        set.add(handle);
      }
      try {
        for (int i = 0; i < joined; i++) {
          await(set.joinNext());
        }
      } catch (CancelledError e) {
        throw world.cancelled("join next", e);
      } finally {
        try {
          await(shield(set.shutdown()));
          world.require(
              handles.stream().allMatch(JoinHandle::isFinished), "a task outlives a shutdown");
        } finally {
          inner.leave();
        }
      }
      return ready();
    }
  }

  record UntilToken(int number, Node body) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      Region inner = region.enter("until token");
      try {
        await(world.token(number).runUntilCancelled(body.run(world, inner)));
      } catch (CancelledError e) {
        throw world.cancelled("until token", e);
      } finally {
        inner.leave();
      }
      return ready();
    }
  }

  record Catching(Node body) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      try {
        await(body.run(world, region));
      } catch (Expected e) {
        world.coverage().node("failure");
      }
      return ready();
    }
  }

  /** Uses a resource whose end takes some turns. */
  record Use(Node body, Node end) implements Node {
    @Async
    @Override
    public Future<Void> run(World world, Region region) {
      Region inner = region.enter("using");
      Resource resource = new Resource(world, inner, end);
      try {
        await(
            usingDo(
                resource,
                used -> {
                  used.open();
                  await(body.run(world, inner));
                }));
      } catch (CancelledError e) {
        throw world.cancelled("using", e);
      } finally {
        world.require(resource.closes == 1, "a resource is closed %d times", resource.closes);
        inner.leave();
      }
      return ready();
    }
  }

  private static final class Resource implements AsyncCloseable {
    private final World world;
    private final Region region;
    private final Node end;
    private int closes;

    Resource(World world, Region region, Node end) {
      this.world = world;
      this.region = region;
      this.end = end;
    }

    void open() {
      world.opened();
    }

    @Async
    @Override
    public Future<Void> closeAsync() {
      closes++;
      world.closed();
      await(yieldNow());
      await(end.run(world, region));
      return ready();
    }
  }
}
