package dev.weft.io;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.bytes.Owned;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Closes something when it is polled. */
final class CloseNow implements Future<Void> {
  private final Object owned;

  CloseNow(Object owned) {
    this.owned = owned;
  }

  @Override
  public @Nullable Object poll(Context context) throws IOException {
    Owned.close(owned);
    return null;
  }

  @Override
  public Object cancel(Context context) {
    return Poll.CANCELLED;
  }

  @Override
  public String toString() {
    return "close of " + owned;
  }
}
