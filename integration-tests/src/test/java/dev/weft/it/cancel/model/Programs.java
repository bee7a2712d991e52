package dev.weft.it.cancel.model;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Makes random programs: the same one of the same numbers. */
final class Programs {
  private static final int MAX_DEPTH = 7;

  private final SplittableRandom random;

  Programs(SplittableRandom random) {
    this.random = random;
  }

  /** A program of some parts that run at the same time. */
  Node next() {
    return new Branches.Scope(list(3, 6, 1), node(1));
  }

  private Node node(int depth) {
    return random.nextInt(MAX_DEPTH) < depth || random.nextInt(8) == 0 ? leaf() : branch(depth + 1);
  }

  private List<Node> list(int least, int most, int depth) {
    return Stream.generate(() -> node(depth)).limit(random.nextInt(least, most + 1)).toList();
  }

  private Node leaf() {
    return switch (random.nextInt(12)) {
      case 0, 1 -> new Leaves.Turn();
      case 2, 3 -> new Leaves.Pause(millis());
      case 4, 5 -> new Leaves.Send();
      case 6, 7 -> new Leaves.Receive();
      case 8 -> new Leaves.Reserve(random.nextInt(1, 3), random.nextBoolean(), pause());
      case 9 -> new Leaves.AbortTask(random.nextInt(100));
      case 10 -> new Leaves.CancelToken(random.nextInt(100));
      default -> random.nextInt(2) == 0 ? new Leaves.Fail() : pause();
    };
  }

  private Node branch(int depth) {
    return switch (random.nextInt(22)) {
      case 0, 1 -> new Branches.Sequence(list(2, 4, depth));
      case 2 -> new Branches.Block(node(depth), cleanup());
      case 3 -> new Branches.Holding(random.nextInt(1, World.PERMITS + 1), node(depth));
      case 4 -> new Branches.HoldingOne(node(depth));
      case 5 -> new Branches.Locking(node(depth));
      case 6 -> new Branches.Scope(list(1, 3, depth), node(depth));
      case 7, 8 -> new Branches.Timed(millis(), node(depth));
      case 9 -> new Branches.Shielded(node(depth));
      case 10 -> new Branches.Joined(list(2, 4, depth));
      case 11 -> new Branches.Aborted(node(depth), node(depth));
      case 12 -> new Branches.Grouped(list(1, 3, depth), random.nextInt(3));
      case 13 -> new Branches.UntilToken(random.nextInt(100), node(depth));
      case 14 -> new Choices.Raced(list(2, 4, depth));
      case 15, 16 -> new Choices.Selected(list(2, 4, depth), node(depth), random.nextBoolean());
      case 17 -> new Choices.Lent(node(depth), node(depth), random.nextInt(1, 4));
      case 19, 20 -> new Streamed(node(depth), random.nextInt(1, 4), millis());
      case 18 -> new Choices.TryJoined(list(2, 4, depth));
      default ->
          random.nextBoolean()
              ? new Branches.Use(node(depth), cleanup())
              : new Branches.Catching(node(depth));
    };
  }

  /** What cleans up takes its time, and more than a shield grants now and then. */
  private Node cleanup() {
    return switch (random.nextInt(6)) {
      case 0 -> new Leaves.Pause(random.nextInt(15_000));
      case 1 -> new Leaves.Receive();
      case 2 -> new Branches.Locking(pause());
      default -> pause();
    };
  }

  private Node pause() {
    return random.nextBoolean() ? new Leaves.Turn() : new Leaves.Pause(millis());
  }

  private int millis() {
    return random.nextInt(5) == 0 ? 0 : random.nextInt(1, 100);
  }
}
