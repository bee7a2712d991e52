package dev.weft.io;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Ends what is written to a pipe, when it is polled. */
final class PipeEnd implements Future<Void> {
  private final PipeCore pipe;

  PipeEnd(PipeCore pipe) {
    this.pipe = pipe;
  }

  @Override
  public @Nullable Object poll(Context context) throws IOException {
    pipe.end();
    return null;
  }

  @Override
  public Object cancel(Context context) {
    return Poll.CANCELLED;
  }

  @Override
  public String toString() {
    return "shutdown of a pipe";
  }
}
