package dev.weft.internal.pipe;

import dev.weft.internal.blocking.Lane;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.function.Supplier;

/** The streams of this process, as they are at the moment of use. */
public final class StandardStreams {
  private static final PipeReader IN = new PipeReader("the standard input", new Input());
  private static final Lane OUT = new Lane();
  private static final Lane ERR = new Lane();

  private StandardStreams() {}

  /** The only reader of the input. */
  public static PipeReader in() {
    return IN;
  }

  /** A writer of the output. */
  public static PipeWriter out() {
    return PipeWriter.awaited("the standard output", new Output(() -> System.out), OUT);
  }

  /** A writer of the errors. */
  public static PipeWriter err() {
    return PipeWriter.awaited("the standard error", new Output(() -> System.err), ERR);
  }

  private static final class Input extends InputStream {
    @Override
    public int read() throws IOException {
      return System.in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return System.in.read(target, offset, length);
    }
  }

  private static final class Output extends OutputStream {
    private final Supplier<PrintStream> stream;

    Output(Supplier<PrintStream> stream) {
      this.stream = stream;
    }

    @Override
    public void write(int value) {
      stream.get().write(value);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      stream.get().write(source, offset, length);
    }

    @Override
    public void flush() throws IOException {
      if (stream.get().checkError()) {
        throw new IOException("the JDK doesn't say why");
      }
    }

    /** It belongs to the process. */
    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
