package httpserver;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What stands between the method and the version of a request. */
final class Target {
  private Target() {}

  /** The path, still with what is encoded in it: of a target that is a whole URI, too. */
  static String path(String target) throws HttpError {
    int begin = 0;
    if (!target.startsWith("/") && !target.equals("*")) {
      int authority = target.indexOf("://");
      if (authority < 0) {
        throw new HttpError(400, "the target is neither a path nor a URI");
      }
      begin = target.indexOf('/', authority + 3);
      if (begin < 0) {
        return "/";
      }
    }
    int query = target.indexOf('?', begin);
    return target.substring(begin, query < 0 ? target.length() : query);
  }

  /** A path with what was encoded in it. */
  static String decoded(String path) throws HttpError {
    if (path.indexOf('%') < 0) {
      return path;
    }
    ByteBuffer bytes = ByteBuffer.allocate(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c > '~') {
        throw new HttpError(400, "the path isn't in ASCII");
      }
      bytes.put((byte) (c == '%' ? octet(path, i + 1) : c));
      i += c == '%' ? 2 : 0;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new HttpError(400, "the path isn't UTF-8");
    }
  }

  private static int octet(String path, int begin) throws HttpError {
    int high = begin + 1 < path.length() ? Character.digit(path.charAt(begin), 16) : -1;
    int low = begin + 1 < path.length() ? Character.digit(path.charAt(begin + 1), 16) : -1;
    if (high < 0 || low < 0) {
      throw new HttpError(400, "a % without two hexadecimal digits");
    }
    return high * 16 + low;
  }
}
