package httpserver;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpDateTime;
import org.eclipse.jetty.http.HttpHeader;

/**
 * A file, as it was when it was looked at.
 *
 * @param path where it is
 * @param size how many bytes it has
 * @param modified when it was changed, in milliseconds since 1970
 */
record StoredFile(Path path, long size, long modified) {
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css",
          "html", "text/html",
          "jpg", "image/jpeg",
          "js", "text/javascript",
          "json", "application/json",
          "md", "text/markdown",
          "png", "image/png",
          "svg", "image/svg+xml",
          "txt", "text/plain");

  String type() {
    String name = path.getFileName().toString();
    String suffix = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return TYPES.getOrDefault(suffix, "application/octet-stream");
  }

  String etag() {
    return "\"" + Long.toHexString(modified) + "-" + Long.toHexString(size) + "\"";
  }

  String lastModified() {
    return DateField.format(modified / 1000);
  }

  /** Whether a client that says what it has may have this as it is now. */
  boolean isUnchanged(Request request) {
    String tags = request.field(HttpHeader.IF_NONE_MATCH);
    if (tags != null) {
      return names(tags);
    }
    String date = request.field(HttpHeader.IF_MODIFIED_SINCE);
    return date != null && modified / 1000 <= second(date, Long.MIN_VALUE);
  }

  /** Whether what a client requires of this is so. */
  boolean isAsRequired(Request request) {
    String tags = request.field(HttpHeader.IF_MATCH);
    if (tags != null) {
      return names(tags);
    }
    String date = request.field(HttpHeader.IF_UNMODIFIED_SINCE);
    return date == null || modified / 1000 <= second(date, Long.MAX_VALUE);
  }

  /** Whether a client that has a part of this can use another one. */
  boolean isSameAs(String tagOrDate) {
    return tagOrDate.equals(etag()) || tagOrDate.equals(lastModified());
  }

  private boolean names(String tags) {
    return tags.equals("*") || List.of(tags.split("\\s*,\\s*")).contains(etag());
  }

  private static long second(String date, long otherwise) {
    try {
      return HttpDateTime.parse(date).toEpochSecond();
    } catch (IllegalArgumentException e) {
      return otherwise;
    }
  }
}
