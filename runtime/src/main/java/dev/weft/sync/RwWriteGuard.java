package dev.weft.sync;

import org.jspecify.annotations.Nullable;

/** The right of the writer: all permits. */
final class RwWriteGuard<T extends @Nullable Object> extends RwGuard<T, RwLock.WriteGuard<T>>
    implements RwLock.WriteGuard<T> {
  /** A future that hasn't asked for the lock. */
  RwWriteGuard(RwLock<T> lock) {
    super(lock, lock.maxReaders);
  }

  @Override
  RwWriteGuard<T> self() {
    return this;
  }

  @Override
  String operation() {
    return "RwLock.write";
  }

  @Override
  public void set(T value) {
    refuseUnlessHeld();
    lock.value = value;
  }

  /** Keeps one permit, and gives all others back in one step. */
  @Override
  public RwLock.ReadGuard<T> downgrade() {
    if (!end()) {
      throw ended();
    }
    lock.permits.add(wanted() - 1);
    return new RwReadGuard<>(lock).granted();
  }
}
