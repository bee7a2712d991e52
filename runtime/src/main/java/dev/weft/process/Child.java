package dev.weft.process;

import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.internal.pipe.PipeReader;
import dev.weft.internal.pipe.PipeWriter;
import dev.weft.internal.process.Exit;
import dev.weft.internal.process.ExitWait;
import dev.weft.io.AsyncRead;
import dev.weft.io.AsyncWrite;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process that a {@link Command} has started.
 *
 * <pre>{@code
 * try (Child sort = await(Command.of("sort").stdin(Redirect.PIPE).stdout(Redirect.PIPE).spawn())) {
 *   await(sort.stdin().writeAll(lines));
 *   await(sort.stdin().shutdown());
 *   print(await(sort.stdout().readToString()));
 *   await(sort.waitFor());
 * }
 * }</pre>
 *
 * <h2>Streams</h2>
 *
 * Where the command says {@link dev.weft.process.Redirect#PIPE}, a stream of the process is one of
 * this object. A program that writes more than a pipe holds waits until that is read: so both
 * outputs are to be read, at the same time, before or while its end is waited for; {@link
 * Command#output} does that. A read or a write that has to wait holds a thread, which isn't one of
 * the runtime; a read that is cancelled loses nothing, and goes on with the next one.
 *
 * <h2>End</h2>
 *
 * Any number of tasks may wait for it, on any runtime. Nothing here waits with a thread. The JDK
 * itself, though, keeps one small thread for each child that lives ({@code process reaper}),
 * whoever has started it and whether anybody waits or not.
 *
 * <h2>Close</h2>
 *
 * {@link #close} kills a process that lives, unless the command says otherwise, and closes the
 * pipes. It doesn't touch processes that the process itself has started; {@link #killTree} does.
 * One that isn't closed goes on by itself.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/process/struct.Child.html">Tokio's Child</a>
 */
public final class Child implements AutoCloseable {
  private final Process process;
  private final String name;
  private final boolean killOnClose;
  private final Exit exit;
  private final @Nullable PipeWriter stdin;
  private final @Nullable PipeReader stdout;
  private final @Nullable PipeReader stderr;

  Child(Process process, ProcessBuilder builder, boolean killOnClose) {
    this.process = process;
    this.killOnClose = killOnClose;
    name = builder.command().get(0) + " (process " + process.pid() + ")";
    exit = new Exit(process);
    stdin =
        isPipe(builder.redirectInput())
            ? PipeWriter.unawaited("the input of " + name, process.getOutputStream())
            : null;
    stdout =
        isPipe(builder.redirectOutput())
            ? new PipeReader("the output of " + name, process.getInputStream())
            : null;
    stderr =
        isPipe(builder.redirectError()) && !builder.redirectErrorStream()
            ? new PipeReader("the errors of " + name, process.getErrorStream())
            : null;
  }

  private static boolean isPipe(Redirect redirect) {
    return redirect.type() == Redirect.Type.PIPE;
  }

  /**
   * The number of the process. Once it has ended, another one may have it.
   *
   * @return the number
   */
  public long pid() {
    return process.pid();
  }

  /**
   * The process as the JDK shows it.
   *
   * @return the handle
   */
  public ProcessHandle toHandle() {
    return process.toHandle();
  }

  /**
   * Writes to the standard input. Each write goes to the pipe at once; {@link AsyncWrite#shutdown}
   * is the end of the input.
   *
   * @return the writer, always the same
   * @throws IllegalStateException if it is no pipe
   */
  public AsyncWrite stdin() {
    return pipe(stdin, "stdin");
  }

  /**
   * Reads the standard output.
   *
   * @return the reader, always the same
   * @throws IllegalStateException if it is no pipe
   */
  public AsyncRead stdout() {
    return pipe(stdout, "stdout");
  }

  /**
   * Reads the standard error.
   *
   * @return the reader, always the same
   * @throws IllegalStateException if it is no pipe
   */
  public AsyncRead stderr() {
    return pipe(stderr, "stderr");
  }

  private <T> T pipe(@Nullable T stream, String of) {
    if (stream == null) {
      throw new IllegalStateException(
          of + " of " + name + " is no pipe; say ." + of + "(Redirect.PIPE) to the command");
    }
    return stream;
  }

  boolean hasStdout() {
    return stdout != null;
  }

  boolean hasStderr() {
    return stderr != null;
  }

  /** Ends the standard input, if it is a pipe, behind what was written to it. */
  void endInput() {
    if (stdin != null) {
      stdin.close();
    }
  }

  /**
   * Waits for the end of the process. First the standard input is ended, if it is a pipe, behind
   * what was written to it: a program that reads to the end of its input would never end.
   *
   * <p>Cancel-safe.
   *
   * @return a lazy future of how it has ended
   */
  @CancelSafe
  public Future<ExitStatus> waitFor() {
    return new ExitWait(this::endInput, exit).map(ExitStatus::new);
  }

  /**
   * How the process has ended.
   *
   * @return the status; null while it lives
   */
  public @Nullable ExitStatus tryWait() {
    return process.isAlive() ? null : new ExitStatus(process.exitValue());
  }

  /**
   * Whether the process lives.
   *
   * @return false once it has ended
   */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Asks the process to end: with the signal TERM where there are signals. Doesn't wait. */
  public void terminate() {
    process.destroy();
  }

  /**
   * Kills the process: with the signal KILL where there are signals. Nothing happens if it has
   * ended. Doesn't wait.
   */
  public void kill() {
    Process unused = process.destroyForcibly();
  }

  /**
   * Kills the process and those that it has started, and those that they have, as far as the system
   * knows: one whose parent has ended is nobody's child any more and is left alone. Programs that
   * must end together are better started in a group of their own ({@code Command.of("setsid",
   * ...)}), which {@code kill} of the system ends. Looks at all processes, so it is to be called by
   * {@link dev.weft.Weft#spawnBlocking} where there are many.
   */
  public void killTree() {
    List<ProcessHandle> all = process.descendants().toList();
    kill();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * Closes the pipes, and kills the process, unless the command says otherwise or it has ended.
   * Idempotent. Doesn't wait.
   */
  @Override
  public void close() {
    if (killOnClose) {
      kill();
    }
    closePipes();
  }

  private void closePipes() {
    endInput();
    if (stdout != null) {
      stdout.close();
    }
    if (stderr != null) {
      stderr.close();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
