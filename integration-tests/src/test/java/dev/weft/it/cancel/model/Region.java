package dev.weft.it.cancel.model;

import dev.weft.task.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * A part of a run that is entered once and left once, by the same task, and not before all that was
 * entered inside of it was left.
 */
final class Region {
  private final World world;
  private final @Nullable Region outer;
  private final String kind;
  private final TaskId task;

  /** How many regions inside are not left yet. */
  private int live;

  private boolean left;

  private Region(World world, @Nullable Region outer, String kind) {
    this.world = world;
    this.outer = outer;
    this.kind = kind;
    task = TaskId.current();
  }

  /** The region of a whole task, entered by the code that the task begins with. */
  static Region ofTask(World world) {
    return new Region(world, null, "task").begin();
  }

  /** Enters a region inside this one. */
  Region enter(String inner) {
    return new Region(world, this, inner).begin();
  }

  private Region begin() {
    world.coverage().node(kind);
    world.entered();
    if (outer != null) {
      world.require(!outer.left, "%s is entered in %s, which was left", kind, outer.kind);
      outer.live++;
    }
    return this;
  }

  /** Whether all regions inside were left. */
  boolean isAlone() {
    return live == 0;
  }

  /** To be called by a {@code finally} block. */
  void leave() {
    world.require(!left, "%s is left twice", kind);
    world.require(live == 0, "%s is left before %d regions inside", kind, live);
    world.require(task.equals(TaskId.current()), "%s is left by another task", kind);
    left = true;
    world.left();
    if (outer != null) {
      outer.live--;
    }
  }
}
