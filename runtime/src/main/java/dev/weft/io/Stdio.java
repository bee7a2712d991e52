package dev.weft.io;

import dev.weft.internal.pipe.StandardStreams;

/**
 * The three streams that this process was started with.
 *
 * <pre>{@code
 * await(Stdio.stdout().writeAll("What is your name? ".getBytes(UTF_8)));
 * }</pre>
 *
 * <p>They go through {@code System.in}, {@code System.out} and {@code System.err}, so that what
 * others read and print there keeps its order, and what {@code System.setOut} and the like have put
 * there is used.
 *
 * <h2>Input</h2>
 *
 * A read that has to wait holds a thread of its own, which keeps neither the JVM nor a runtime from
 * its end. One that is cancelled loses nothing: what comes is for the next read, of whichever task.
 * That thread may be in the midst of a line then, so code that reads {@code System.in} itself
 * should not be mixed with this.
 *
 * <h2>Output</h2>
 *
 * A write ends when the bytes have left this process. One that has begun is carried out even if its
 * task is cancelled, and a runtime that closes, as that of an {@code @AsyncMain} method does at its
 * end, waits for it: nothing that was awaited or has begun is lost. It blocks where the reader is
 * slow, on a thread of the runtime's pool for blocking work. Where it can't be written, as the
 * reader of a pipe has gone, it fails; the JDK doesn't say why.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/io/fn.stdin.html">Tokio's stdin</a>
 */
public final class Stdio {
  private Stdio() {}

  /**
   * The standard input. One task reads it at a time.
   *
   * @return the reader, always the same
   */
  public static AsyncRead stdin() {
    return StandardStreams.in();
  }

  /**
   * The standard output. Its {@link AsyncWrite#shutdown} ends this writer, and not the stream.
   *
   * @return a writer; all write in the order in which they begin
   */
  public static AsyncWrite stdout() {
    return StandardStreams.out();
  }

  /**
   * The standard error, as {@link #stdout} is the standard output.
   *
   * @return a writer; all write in the order in which they begin
   */
  public static AsyncWrite stderr() {
    return StandardStreams.err();
  }
}
