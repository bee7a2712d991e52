package dev.weft.process;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What a process has written, and how it has ended. */
public final class Output {
  private final ExitStatus status;
  private final byte[] stdout;
  private final byte[] stderr;

  Output(ExitStatus status, byte[] stdout, byte[] stderr) {
    this.status = status;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /**
   * How it has ended.
   *
   * @return the status
   */
  public ExitStatus status() {
    return status;
  }

  /**
   * What it has written to its standard output.
   *
   * @return the bytes, which belong to the caller
   */
  public byte[] stdout() {
    return stdout;
  }

  /**
   * What it has written to its standard error; none where that was merged.
   *
   * @return the bytes, which belong to the caller
   */
  public byte[] stderr() {
    return stderr;
  }

  /**
   * What it has written to its standard output, as a text in UTF-8. What isn't text is replaced.
   *
   * @return the text
   */
  public String text() {
    return text(StandardCharsets.UTF_8);
  }

  /**
   * What it has written to its standard output, as a text. What isn't text is replaced.
   *
   * @param charset what it is a text in
   * @return the text
   */
  public String text(Charset charset) {
    return new String(stdout, charset);
  }

  @Override
  public String toString() {
    return status + ", " + stdout.length + " bytes, " + stderr.length + " bytes of errors";
  }
}
