package dev.weft.sync;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.internal.future.Timeout;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A future that sends a value through a bounded channel, if that can be done soon. */
final class MpscSendTimeout<T> implements Future<@Nullable Void> {
  private final MpscOffer<T> offer;
  private final Future<@Nullable Void> limited;

  /** The limit counts from now on. */
  MpscSendTimeout(MpscOffer<T> offer, Duration limit) {
    this.offer = offer;
    limited = new Timeout<>(offer, limit);
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    try {
      return limited.poll(context);
    } catch (TimeoutException e) {
      throw new SendTimeoutException(e.getMessage(), offer.value());
    }
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    Object answer = limited.cancel(context);
    offer.core().undelivered(offer.value());
    return answer;
  }

  @Override
  public String toString() {
    return "Mpsc.sendTimeout";
  }
}
