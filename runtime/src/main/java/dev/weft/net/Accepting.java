package dev.weft.net;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.abi.AsyncFrame;
import dev.weft.abi.Strand;
import dev.weft.time.Sleep;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A frame, shaped as if woven, that accepts, and tries again later if there is no room. */
final class Accepting extends AsyncFrame {
  private static final Duration MIN_PAUSE = Duration.ofMillis(5);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(1);

  private final SocketListener<?> listener;

  /** How long the last pause was; zero before the first. */
  private Duration pause = Duration.ZERO;

  private boolean pausing;

  /** What the first attempt has failed with, if it has. */
  private @Nullable IOException shortage;

  private Accepting(SocketListener<?> listener) {
    this.listener = listener;
  }

  @SuppressWarnings("unchecked") // that is what the frame gives
  static <S extends SocketStream> Future<S> of(SocketListener<S> listener) {
    return (Future<S>) (Future<?>) new Accepting(listener);
  }

  @Override
  protected @Nullable Object resume(Strand strand) throws Throwable {
    int depth = strand.depth();
    boolean resumed = state() > 0;
    for (; ; ) {
      try {
        Object answer = resumed ? take(strand) : Strand.await(awaited(), strand, depth);
        if (answer == Poll.PENDING) {
          suspend(strand, 1);
          return answer;
        }
        if (!pausing) {
          reportShortage();
          return answer;
        }
        pausing = false;
      } catch (IOException e) {
        planAfter(e);
      }
      resumed = false;
    }
  }

  private Future<?> awaited() {
    return pausing ? Sleep.of(pause) : new Accept(listener);
  }

  /** What a listener that is open fails with passes: there is no room, or the peer is gone. */
  private void planAfter(IOException failure) throws IOException {
    if (listener.isClosed()) {
      throw Failures.at("accepting at " + listener.name(), failure);
    }
    if (shortage == null) {
      shortage = failure;
    }
    Duration longer = pause.isZero() ? MIN_PAUSE : pause.multipliedBy(2);
    pause = longer.compareTo(MAX_PAUSE) < 0 ? longer : MAX_PAUSE;
    pausing = true;
  }

  private void reportShortage() {
    if (shortage != null) {
      Shortage.report(listener.name(), shortage);
    }
  }

  @Override
  public String toString() {
    return "accept at " + listener.name();
  }
}
