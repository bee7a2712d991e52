package dev.weft.task;

import org.jspecify.annotations.Nullable;

/** Texts in the syntax of JSON (RFC 8259). */
final class Json {
  private Json() {}

  /** A text with its quotes, or null. */
  static String string(@Nullable String text) {
    if (text == null) {
      return "null";
    }
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    text.chars().forEach(each -> append(json, (char) each));
    return json.append('"').toString();
  }

  private static void append(StringBuilder json, char each) {
    if (each == '"' || each == '\\') {
      json.append('\\').append(each);
    } else if (each < ' ' || Character.isSurrogate(each)) {
      json.append("\\u%04x".formatted((int) each));
    } else {
      json.append(each);
    }
  }
}
