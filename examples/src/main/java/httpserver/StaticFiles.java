package httpserver;

import static dev.weft.Weft.*;

import dev.weft.*;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;

/** The files of a folder, and nothing outside of it. */
final class StaticFiles {
  private static final Response NOT_FOUND = Response.of(404, Map.of());
  private static final Response FAILED = Response.of(412, Map.of());

  /** Null if there are none. */
  private final Path root;

  StaticFiles(Path folder) throws IOException {
    root = folder == null ? null : folder.toRealPath();
  }

  /** Sends what is at a path, or the part of it that is asked for. */
  @Async
  Future<Void> send(Exchange exchange, String path) throws IOException {
    StoredFile file = await(spawnBlocking(() -> find(path)));
    if (file == null) {
      exchange.responder().respond(NOT_FOUND);
    } else if (!file.isAsRequired(exchange.request())) {
      exchange.responder().respond(FAILED);
    } else if (file.isUnchanged(exchange.request())) {
      exchange.responder().respond(Response.empty(304, Map.of(HttpHeader.ETAG, file.etag())));
    } else {
      await(send(exchange, file));
    }
    return ready();
  }

  /** Looks for a file; null if there is none. */
  private StoredFile find(String path) {
    try {
      if (root == null) {
        return null;
      }
      String relative = path.endsWith("/") ? path + "index.html" : path;
      Path real = root.resolve(relative.substring(1)).toRealPath();
      BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
      // Links have been followed, and dots, too.
      return attributes.isRegularFile() && real.startsWith(root)
          ? new StoredFile(real, attributes.size(), attributes.lastModifiedTime().toMillis())
          : null;
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }

  @Async
  private static Future<Void> send(Exchange exchange, StoredFile file) throws IOException {
    ByteRange range = range(exchange.request(), file);
    if (range == ByteRange.NONE) {
      String none = "bytes */" + file.size();
      exchange.responder().respond(Response.of(416, Map.of(HttpHeader.CONTENT_RANGE, none)));
      return ready();
    }
    ByteRange part = range == null ? new ByteRange(0, file.size()) : range;
    Responder responder = exchange.responder();
    responder.begin(range == null ? 200 : 206);
    if (range != null) {
      responder.field(HttpHeader.CONTENT_RANGE, part.contentRange(file.size()));
    }
    responder.field(HttpHeader.CONTENT_TYPE, file.type());
    responder.field(HttpHeader.ETAG, file.etag());
    responder.field(HttpHeader.LAST_MODIFIED, file.lastModified());
    responder.field(HttpHeader.ACCEPT_RANGES, "bytes");
    responder.length(part.length());
    responder.endOfHead();
    if (!exchange.request().isHead()) {
      await(exchange.wire().sendFile(file.path(), part.begin(), part.end()));
    }
    return ready();
  }

  /** The part that is asked for; null if that is the whole. */
  private static ByteRange range(Request request, StoredFile file) {
    String asked = request.field(HttpHeader.RANGE);
    String condition = request.field(HttpHeader.IF_RANGE);
    if (asked == null || request.isHead()) {
      return null;
    }
    return condition == null || file.isSameAs(condition)
        ? ByteRange.parse(asked, file.size())
        : null;
  }
}
