package miniredis;

import java.util.ArrayList;
import java.util.List;

/** A request in one line, whose words may stand in quotes. */
final class InlineRequest {
  private static final String SPACES = " \t\n\r\f\u000b";

  private final String line;
  private int at;

  private InlineRequest(String line) {
    this.line = line;
  }

  /** The words of a line. */
  static List<String> split(String line) throws RedisError {
    List<String> words = new ArrayList<>();
    InlineRequest request = new InlineRequest(line);
    while (request.skipSpaces()) {
      words.add(request.word());
    }
    return words;
  }

  private boolean skipSpaces() {
    while (at < line.length() && isSpace()) {
      at++;
    }
    return at < line.length();
  }

  private boolean isSpace() {
    return SPACES.indexOf(line.charAt(at)) >= 0;
  }

  private String word() throws RedisError {
    StringBuilder word = new StringBuilder();
    while (at < line.length() && !isSpace()) {
      char next = line.charAt(at++);
      if (next == '"' || next == '\'') {
        quoted(next, word);
      } else {
        word.append(next);
      }
    }
    return word.toString();
  }

  /** Takes what stands up to a quote, behind which the word must end. */
  private void quoted(char quote, StringBuilder word) throws RedisError {
    while (true) {
      char next = take();
      if (next == quote) {
        if (at < line.length() && !isSpace()) {
          throw unbalanced();
        }
        return;
      }
      word.append(next == '\\' ? escaped(quote) : next);
    }
  }

  private char escaped(char quote) throws RedisError {
    if (quote == '\'') {
      return at < line.length() && line.charAt(at) == '\'' ? take() : '\\';
    }
    char next = take();
    return switch (next) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'a' -> '\u0007';
      case 'x' -> hexadecimal();
      default -> next;
    };
  }

  private char hexadecimal() {
    if (at + 2 <= line.length()) {
      int high = Character.digit(line.charAt(at), 16);
      int low = Character.digit(line.charAt(at + 1), 16);
      if (high >= 0 && low >= 0) {
        at += 2;
        return (char) (high * 16 + low);
      }
    }
    return 'x';
  }

  private char take() throws RedisError {
    if (at == line.length()) {
      throw unbalanced();
    }
    return line.charAt(at++);
  }

  private static RedisError unbalanced() {
    return Requests.protocol("unbalanced quotes in request");
  }
}
