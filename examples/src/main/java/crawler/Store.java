package crawler;

import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.fs.AsyncFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Saves pages as files, in directories named like their hosts, as {@code wget -r} lays them out.
 */
final class Store {
  private final Path directory;

  Store(Path directory) {
    this.directory = directory;
  }

  /** Saves a page. Its file is there with all its bytes, or isn't there. */
  @Async
  Future<Void> save(URI url, byte[] bytes) throws IOException {
    await(AsyncFiles.createDirectories(directory));
    Path file = file(url);
    await(AsyncFiles.createDirectories(file.getParent()));
    Path part = await(AsyncFiles.createTempFile(directory, ".crawl-", ".part"));
    try {
      await(AsyncFiles.write(part, bytes));
      await(AsyncFiles.move(part, file, StandardCopyOption.ATOMIC_MOVE));
    } finally {
      await(AsyncFiles.deleteIfExists(part));
    }
    return ready();
  }

  /** Goes through a URI, which has the bytes of a name, whatever the charset of this JVM is. */
  private Path file(URI url) {
    StringBuilder name = new StringBuilder(directory.toUri().toString());
    if (!url.getRawPath().isEmpty() && name.charAt(name.length() - 1) != '/') {
      name.append('/');
    }
    name.append(encoded(url.getRawAuthority()));
    for (String segment : url.getRawPath().substring(1).split("/", -1)) {
      name.append('/').append(encoded(segment.isEmpty() ? "index.html" : segment));
    }
    if (url.getRawQuery() != null) {
      name.append(encoded("?" + url.getRawQuery()));
    }
    return Path.of(URI.create(name.toString()));
  }

  /** A part of an address as a name of a file, in the spelling of a {@code file:} URI. */
  private static String encoded(String part) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '%') {
        c = (char) Integer.parseInt(part, i + 1, i + 3, 16);
        i += 2;
      }
      // Neither a slash nor a control character can stand in a name: they stay escaped there.
      String kept = c == '/' || c < ' ' || c == 0x7f ? Urls.escape(c) : String.valueOf(c);
      for (byte each : kept.getBytes(StandardCharsets.ISO_8859_1)) {
        char one = (char) (each & 0xff);
        name.append(Urls.isUnreserved(one) ? String.valueOf(one) : Urls.escape(one));
      }
    }
    return name.toString();
  }
}
