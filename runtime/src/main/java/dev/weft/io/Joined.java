package dev.weft.io;

import dev.weft.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/** A reader and a writer as one. */
record Joined(AsyncRead reader, AsyncWrite writer) implements AsyncReadWrite {
  Joined {
    Objects.requireNonNull(reader, "reader");
    Objects.requireNonNull(writer, "writer");
  }

  @Override
  public Future<Integer> read(ByteBuffer target) throws IOException {
    return reader.read(target);
  }

  @Override
  public Future<Void> readFully(ByteBuffer target) throws IOException {
    return reader.readFully(target);
  }

  @Override
  public Future<Long> copyTo(AsyncWrite target) throws IOException {
    return reader.copyTo(target);
  }

  @Override
  public Future<Integer> write(ByteBuffer source) throws IOException {
    return writer.write(source);
  }

  @Override
  public Future<Long> write(ByteBuffer[] sources) throws IOException {
    return writer.write(sources);
  }

  @Override
  public Future<Void> writeAll(ByteBuffer source) throws IOException {
    return writer.writeAll(source);
  }

  @Override
  public Future<Void> writeAll(ByteBuffer[] sources) throws IOException {
    return writer.writeAll(sources);
  }

  @Override
  public Future<Void> flush() throws IOException {
    return writer.flush();
  }

  @Override
  public Future<Void> shutdown() throws IOException {
    return writer.shutdown();
  }
}
