package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.io.AsyncRead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** An input that a test has written down: pieces, failures and ends. It suspends in each read. */
final class Script implements AsyncRead {
  private static final ByteBuffer END = ByteBuffer.allocate(0);

  /** Each of them bytes, or a failure. */
  private final Deque<Object> steps = new ArrayDeque<>();

  private int reads;

  /** Of texts, each of which comes in pieces of its own. */
  static Script of(String... pieces) {
    Script script = new Script();
    for (String piece : pieces) {
      script.then(piece.getBytes(StandardCharsets.UTF_8));
    }
    return script;
  }

  /** Of single bytes. */
  static Script bytewise(byte[] bytes) {
    Script script = new Script();
    for (byte each : bytes) {
      script.then(new byte[] {each});
    }
    return script;
  }

  Script then(byte[] bytes) {
    steps.add(ByteBuffer.wrap(bytes));
    return this;
  }

  Script thenFail(String message) {
    steps.add(new IOException(message));
    return this;
  }

  Script thenEnd() {
    steps.add(END);
    return this;
  }

  /** How often it was asked. */
  int reads() {
    return reads;
  }

  List<Object> left() {
    return List.copyOf(steps);
  }

  @Override
  @Async
  @CancelSafe
  public Future<Integer> read(ByteBuffer target) throws IOException {
    reads++;
    await(yieldNow());
    if (!target.hasRemaining()) {
      return ready(0);
    }
    Object step = steps.peek();
    if (step == null || step == END) {
      steps.poll();
      return ready(-1);
    }
    if (step instanceof IOException failure) {
      steps.remove();
      throw failure;
    }
    return ready(give((ByteBuffer) step, target));
  }

  private int give(ByteBuffer piece, ByteBuffer target) {
    int count = Math.min(piece.remaining(), target.remaining());
    target.put(piece.slice(piece.position(), count));
    piece.position(piece.position() + count);
    if (!piece.hasRemaining()) {
      steps.remove();
    }
    return count;
  }

  @Override
  public String toString() {
    return "a script";
  }
}
