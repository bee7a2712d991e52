package httpserver;

import java.util.Set;

/** What is asked for. */
enum Route {
  /** A short text. */
  PLAINTEXT("GET, HEAD, OPTIONS"),
  /** The body of the request. */
  ECHO("POST, PUT, OPTIONS"),
  /** How long the body of the request is. */
  LENGTH("POST, PUT, OPTIONS"),
  /** What the server has done so far. */
  STATS("GET, HEAD, OPTIONS"),
  /** A file. */
  FILE("GET, HEAD, OPTIONS"),
  /** The server itself. */
  SERVER("OPTIONS");

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

  private final String methods;
  private final Set<String> allowed;

  Route(String methods) {
    this.methods = methods;
    allowed = Set.of(methods.split(", "));
  }

  /** That of a request, which need not have the method for it. */
  static Route of(Request request) throws HttpError {
    return isKnown(request.method()) ? of(Target.path(request.target())) : SERVER;
  }

  private static Route of(String path) {
    return switch (path) {
      case "/plaintext" -> PLAINTEXT;
      case "/echo" -> ECHO;
      case "/length" -> LENGTH;
      case "/stats" -> STATS;
      case "*" -> SERVER;
      default -> FILE;
    };
  }

  /** Whether anything knows a method. */
  static boolean isKnown(String method) {
    return METHODS.contains(method);
  }

  boolean allows(String method) {
    return allowed.contains(method);
  }

  /** The methods that it has, as a header field lists them. */
  String methods() {
    return methods;
  }
}
