package dev.weft.sync;

import dev.weft.internal.testing.Lincheck;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Hypothesis: a oneshot channel is linearizable to a place for one value, whichever threads use its
 * ends; a value that was sent is received, still there, or told of as lost, once.
 */
public class OneshotLincheckTest {
  private final AtomicInteger lost = new AtomicInteger();
  private final Oneshot.Channel<Integer> channel = Oneshot.channel(value -> lost.incrementAndGet());
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger received = new AtomicInteger();

  @Operation
  public boolean send(int value) {
    boolean taken = channel.tx().send(value);
    sent.addAndGet(taken ? 1 : 0);
    return taken;
  }

  @Operation
  public void end() {
    channel.tx().close();
  }

  @Operation
  public boolean isClosed() {
    return channel.tx().isClosed();
  }

  @Operation
  public @Nullable Integer tryRecv() {
    Integer value = channel.rx().tryRecv();
    received.addAndGet(value == null ? 0 : 1);
    return value;
  }

  @Operation
  public void stopSending() {
    channel.rx().stopSending();
  }

  @Operation
  public void close() {
    channel.rx().close();
  }

  @Validate
  public void noValueIsLostUnseen() {
    if (sent.get() > 1 || (sent.get() == 1 && received.get() + lost.get() > 1)) {
      throw new IllegalStateException(sent + " sent, " + received + " received, " + lost + " lost");
    }
    if (received.get() + lost.get() > sent.get()) {
      throw new IllegalStateException(received + " received, " + lost + " lost, " + sent + " sent");
    }
  }

  @Test
  void modelChecked() {
    Lincheck.model(OneshotLincheckTest.class, Specification.class, 3);
  }

  @Test
  void stressed() {
    Lincheck.stress(OneshotLincheckTest.class, Specification.class, 3);
  }

  /** A place for one value. */
  public static final class Specification {
    private @Nullable Integer value;
    private boolean used;
    private boolean refusing;

    public boolean send(int sent) {
      if (!used) {
        value = sent;
        used = true;
        return true;
      }
      if (refusing) {
        return false;
      }
      throw new IllegalStateException();
    }

    public void end() {
      used = true;
    }

    public boolean isClosed() {
      return used && value == null;
    }

    public @Nullable Integer tryRecv() {
      Integer taken = value;
      value = null;
      return taken;
    }

    public void stopSending() {
      if (!used) {
        used = true;
        refusing = true;
      }
    }

    public void close() {
      stopSending();
      if (value != null) {
        value = null;
        refusing = true;
      }
    }
  }
}
