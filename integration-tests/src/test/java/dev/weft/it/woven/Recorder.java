package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.io.AsyncWrite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An output that notes what it is told. It suspends in each write, and takes little at a time. */
final class Recorder implements AsyncWrite {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<String> calls = new ArrayList<>();
  private final int atOnce;
  private int failAfter = Integer.MAX_VALUE;

  Recorder(int atOnce) {
    this.atOnce = atOnce;
  }

  /** It fails when it has so many bytes. */
  Recorder failAfter(int count) {
    failAfter = count;
    return this;
  }

  String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** What was called, with the sizes of writes. */
  List<String> calls() {
    return calls;
  }

  @Override
  @Async
  @CancelSafe
  public Future<Integer> write(ByteBuffer source) throws IOException {
    await(yieldNow());
    if (bytes.size() >= failAfter) {
      throw new IOException("the disk is full");
    }
    byte[] taken = new byte[Math.min(source.remaining(), atOnce)];
    source.get(taken);
    bytes.writeBytes(taken);
    calls.add("write " + taken.length);
    return ready(taken.length);
  }

  @Override
  @Async
  @CancelSafe
  public Future<Void> flush() {
    await(yieldNow());
    calls.add("flush");
    return ready();
  }

  @Override
  @Async
  @CancelSafe
  public Future<Void> shutdown() {
    await(yieldNow());
    calls.add("shutdown");
    return ready();
  }

  @Override
  public String toString() {
    return "a recorder";
  }
}
