package dev.weft.process;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where one of the three streams of a child process comes from or leads to.
 *
 * @see ProcessBuilder.Redirect
 */
public final class Redirect {
  /** The stream of this process. */
  public static final Redirect INHERIT = new Redirect(ProcessBuilder.Redirect.INHERIT);

  /** A pipe to this process: {@link Child#stdin}, {@link Child#stdout}, {@link Child#stderr}. */
  public static final Redirect PIPE = new Redirect(ProcessBuilder.Redirect.PIPE);

  /** Nothing: input that has ended, output that is dropped. */
  public static final Redirect NULL = new Redirect(ProcessBuilder.Redirect.DISCARD);

  private static final File NULL_DEVICE = new File(isWindows() ? "NUL" : "/dev/null");

  private final ProcessBuilder.Redirect redirect;

  private Redirect(ProcessBuilder.Redirect redirect) {
    this.redirect = redirect;
  }

  private static boolean isWindows() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
  }

  /**
   * Input from a file.
   *
   * @param path the file
   * @return the redirect
   */
  public static Redirect from(Path path) {
    return new Redirect(ProcessBuilder.Redirect.from(path.toFile()));
  }

  /**
   * Output to a file, which is made or emptied.
   *
   * @param path the file
   * @return the redirect
   */
  public static Redirect to(Path path) {
    return new Redirect(ProcessBuilder.Redirect.to(path.toFile()));
  }

  /**
   * Output to the end of a file, which is made if it isn't there.
   *
   * @param path the file
   * @return the redirect
   */
  public static Redirect appendTo(Path path) {
    return new Redirect(ProcessBuilder.Redirect.appendTo(path.toFile()));
  }

  ProcessBuilder.Redirect forInput() {
    if (this == NULL) {
      return ProcessBuilder.Redirect.from(NULL_DEVICE);
    }
    boolean isOutput =
        redirect.type() == ProcessBuilder.Redirect.Type.WRITE
            || redirect.type() == ProcessBuilder.Redirect.Type.APPEND;
    if (isOutput) {
      throw new IllegalArgumentException("no input can come from " + this);
    }
    return redirect;
  }

  ProcessBuilder.Redirect forOutput() {
    if (redirect.type() == ProcessBuilder.Redirect.Type.READ) {
      throw new IllegalArgumentException("no output can lead to " + this);
    }
    return redirect;
  }

  @Override
  public String toString() {
    return redirect.toString();
  }
}
