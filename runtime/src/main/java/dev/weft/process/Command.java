package dev.weft.process;

import dev.weft.CancelUnsafe;
import dev.weft.Future;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A program to be run in a process of its own, with its arguments, environment and streams.
 *
 * <pre>{@code
 * Output log = await(Command.of("git", "log", "--oneline").directory(checkout).output());
 * if (log.status().isSuccess()) {
 *   print(log.text());
 * }
 * }</pre>
 *
 * <p>Nothing is read by a shell. A command may be run any number of times; what is changed
 * afterwards doesn't touch those that run. It is for one thread at a time.
 *
 * <p>To start a process blocks for a millisecond or so, and is done by a thread of the runtime's
 * pool for blocking work. A program or a directory that isn't there, or may not be used, makes the
 * future fail with an {@link IOException} that names it.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/process/struct.Command.html">Tokio's Command</a>
 */
public final class Command {
  private final ProcessBuilder builder;
  private @Nullable Redirect stdin;
  private @Nullable Redirect stdout;
  private @Nullable Redirect stderr;
  private boolean killOnClose = true;

  private Command(List<String> words) {
    builder = new ProcessBuilder(words);
  }

  /**
   * A command.
   *
   * @param program the program: a path, or a name that is looked for where the system looks
   * @param arguments its first arguments
   * @return the command
   */
  public static Command of(String program, String... arguments) {
    Command command = new Command(new ArrayList<>());
    command.builder.command().add(word(program));
    return command.args(arguments);
  }

  private static String word(String word) {
    if (word.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a word of a command must not hold the character 0");
    }
    return word;
  }

  /**
   * Adds an argument.
   *
   * @param argument the argument, as it is
   * @return this
   */
  public Command arg(String argument) {
    builder.command().add(word(argument));
    return this;
  }

  /**
   * Adds arguments.
   *
   * @param arguments the arguments, as they are
   * @return this
   */
  public Command args(String... arguments) {
    return args(List.of(arguments));
  }

  /**
   * Adds arguments.
   *
   * @param arguments the arguments, as they are
   * @return this
   */
  public Command args(Iterable<String> arguments) {
    arguments.forEach(this::arg);
    return this;
  }

  /**
   * Sets a variable of the environment, which otherwise is that of this process.
   *
   * @param name its name
   * @param value its value
   * @return this
   * @throws IllegalArgumentException if the system has no such names or values
   */
  public Command env(String name, String value) {
    builder.environment().put(name, value);
    return this;
  }

  /**
   * Sets variables of the environment.
   *
   * @param variables values by names
   * @return this
   * @throws IllegalArgumentException if the system has no such names or values
   */
  public Command env(Map<String, String> variables) {
    builder.environment().putAll(variables);
    return this;
  }

  /**
   * Takes a variable out of the environment.
   *
   * @param name its name
   * @return this
   */
  public Command removeEnv(String name) {
    builder.environment().remove(name);
    return this;
  }

  /**
   * Begins with an empty environment.
   *
   * @return this
   */
  public Command clearEnv() {
    builder.environment().clear();
    return this;
  }

  /**
   * Sets the directory that the program works in, which otherwise is that of this process.
   *
   * @param directory the directory
   * @return this
   */
  public Command directory(Path directory) {
    builder.directory(directory.toFile());
    return this;
  }

  /**
   * Sets where the standard input comes from; otherwise that is this process's own with {@link
   * #spawn} and {@link #status}, and nothing with {@link #output}.
   *
   * @param redirect from where
   * @return this
   * @throws IllegalArgumentException if nothing can come from there
   */
  public Command stdin(Redirect redirect) {
    builder.redirectInput(redirect.forInput());
    stdin = redirect;
    return this;
  }

  /**
   * Sets where the standard output leads to; otherwise that is this process's own with {@link
   * #spawn} and {@link #status}, and a pipe with {@link #output}.
   *
   * @param redirect to where
   * @return this
   * @throws IllegalArgumentException if nothing can lead there
   */
  public Command stdout(Redirect redirect) {
    builder.redirectOutput(redirect.forOutput());
    stdout = redirect;
    return this;
  }

  /**
   * Sets where the standard error leads to, as {@link #stdout} does.
   *
   * @param redirect to where
   * @return this
   * @throws IllegalArgumentException if nothing can lead there
   */
  public Command stderr(Redirect redirect) {
    builder.redirectError(redirect.forOutput());
    stderr = redirect;
    return this;
  }

  /**
   * Has the standard error go where the standard output goes.
   *
   * @return this
   */
  public Command mergeStderr() {
    builder.redirectErrorStream(true);
    return this;
  }

  /**
   * Whether {@link Child#close} kills the process, which it does unless this says otherwise.
   *
   * @param kill whether it is to
   * @return this
   */
  public Command killOnClose(boolean kill) {
    killOnClose = kill;
    return this;
  }

  /**
   * Starts the program.
   *
   * @return a lazy future of the process, which is to be closed
   * @throws IOException through the future, if it can't be started
   */
  @CancelUnsafe("the process, which is closed")
  public Future<Child> spawn() throws IOException {
    return start(Redirect.INHERIT, Redirect.INHERIT);
  }

  /**
   * Runs the program to its end.
   *
   * @return a lazy future of how it has ended
   * @throws IOException through the future, if it can't be started
   */
  @CancelUnsafe("the process, which is closed")
  @SuppressWarnings("unchecked") // that is what it gives
  public Future<ExitStatus> status() throws IOException {
    return (Future<ExitStatus>) (Future<?>) new StatusRun(spawn());
  }

  /**
   * Runs the program to its end, and collects what it writes, both outputs at the same time. Of a
   * program that isn't trusted {@link #output(int)} collects no more than so much.
   *
   * @return a lazy future of the output
   * @throws IOException through the future, if it can't be started, or its output can't be read
   */
  @CancelUnsafe("the process, which is closed")
  public Future<Output> output() throws IOException {
    return output(Integer.MAX_VALUE);
  }

  /**
   * Runs the program to its end, and collects what it writes, if that isn't too much.
   *
   * @param limit how many bytes each of the two outputs may have
   * @return a lazy future of the output
   * @throws dev.weft.io.TooLongException through the future, if there are more; the process is
   *     closed then
   * @throws IOException through the future, if it can't be started, or its output can't be read
   * @throws IllegalArgumentException if the limit is negative
   */
  @CancelUnsafe("the process, which is closed")
  @SuppressWarnings("unchecked") // that is what it gives
  public Future<Output> output(int limit) throws IOException {
    if (limit < 0) {
      throw new IllegalArgumentException("the limit must not be negative: " + limit);
    }
    return (Future<Output>) (Future<?>) new OutputRun(start(Redirect.NULL, Redirect.PIPE), limit);
  }

  private Future<Child> start(Redirect input, Redirect outputs) {
    ProcessBuilder copy = new ProcessBuilder(List.copyOf(builder.command()));
    copy.environment().clear();
    copy.environment().putAll(builder.environment());
    File directory = builder.directory();
    copy.directory(directory);
    copy.redirectInput(Objects.requireNonNullElse(stdin, input).forInput());
    copy.redirectOutput(Objects.requireNonNullElse(stdout, outputs).forOutput());
    copy.redirectError(Objects.requireNonNullElse(stderr, outputs).forOutput());
    copy.redirectErrorStream(builder.redirectErrorStream());
    return new Spawning(copy, killOnClose);
  }

  @Override
  public String toString() {
    return String.join(" ", builder.command());
  }
}
