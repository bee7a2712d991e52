package dev.weft.sync;

import org.jspecify.annotations.Nullable;

/** The right of one reader: one permit. */
final class RwReadGuard<T extends @Nullable Object> extends RwGuard<T, RwLock.ReadGuard<T>>
    implements RwLock.ReadGuard<T> {
  /** A future that hasn't asked for the lock. */
  RwReadGuard(RwLock<T> lock) {
    super(lock, 1);
  }

  @Override
  RwReadGuard<T> self() {
    return this;
  }

  @Override
  String operation() {
    return "RwLock.read";
  }
}
