package crawler;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** Makes one spelling of the many that an address can have. */
final class Urls {
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final String UNRESERVED = "-._~";
  private static final String RESERVED = ":/?[]@!$&'()*+,;=";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Urls() {}

  /** The address of a link; null if it is none that can be fetched. */
  static URI resolve(URI base, String link) {
    String reference = legal(link.strip().replaceAll("[\\t\\r\\n]|#(?s:.*)", ""));
    try {
      return normalized(resolved(base, reference));
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** As RFC 3986 has it: {@link URI#resolve} is older where there is a query alone, or nothing. */
  private static URI resolved(URI base, String reference) throws URISyntaxException {
    if (reference.isEmpty()) {
      return base;
    }
    return reference.startsWith("?")
        ? base.resolve(base.getRawPath() + reference)
        : base.resolve(new URI(reference));
  }

  private static URI normalized(URI url) throws URISyntaxException {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme) || url.getHost() == null) {
      return null;
    }
    String path = new URI(unescaped(url.getRawPath())).normalize().getRawPath();
    while (path.startsWith("/../")) {
      path = path.substring(3);
    }
    String query = url.getRawQuery() == null ? "" : "?" + unescaped(url.getRawQuery());
    return new URI(scheme + "://" + authority(url, scheme) + (path.isEmpty() ? "/" : path) + query);
  }

  private static String authority(URI url, String scheme) {
    int usual = scheme.equals("http") ? 80 : 443;
    String host = url.getHost().toLowerCase(Locale.ROOT);
    return url.getPort() < 0 || url.getPort() == usual ? host : host + ":" + url.getPort();
  }

  /** Escapes what must not stand in an address, as browsers do. */
  private static String legal(String text) {
    StringBuilder legal = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      legal.append(isUnreserved(c) || c == '%' || RESERVED.indexOf(c) >= 0 ? "" + c : escape(c));
    }
    return legal.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
  }

  /** Removes escapes that aren't needed; the others get large letters. */
  static String unescaped(String text) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' && i + 2 < text.length() && isHex(text, i + 1)) {
        char value = (char) HexFormat.fromHexDigits(text, i + 1, i + 3);
        result.append(isUnreserved(value) ? "" + value : escape(value));
        i += 2;
      } else {
        result.append(c);
      }
    }
    return result.toString();
  }

  private static boolean isHex(String text, int index) {
    return HexFormat.isHexDigit(text.charAt(index)) && HexFormat.isHexDigit(text.charAt(index + 1));
  }

  static boolean isUnreserved(char c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
  }

  static String escape(char c) {
    return "%" + HEX.toHexDigits((byte) c);
  }
}
