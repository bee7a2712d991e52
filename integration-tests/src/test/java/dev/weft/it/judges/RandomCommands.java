package dev.weft.it.judges;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/** Commands of Redis at random, right ones and wrong ones, for few keys so that they meet. */
final class RandomCommands {
  /** In the year 2100, so that no clock matters. */
  private static final long FAR = 4_102_444_800L;

  private static final List<String> TEMPLATES =
      List.of(
          "GET key",
          "SET key value",
          "SET key value",
          "SET key int",
          "SET key value option",
          "SET key value option option",
          "SET key value PXAT far000",
          "SET key value EX span",
          "SETNX key value",
          "SETEX key span value",
          "PSETEX key span value",
          "GETSET key value",
          "GETDEL key",
          "GETEX key",
          "GETEX key PERSIST",
          "GETEX key EXAT far",
          "GETEX key option",
          "MGET key key key",
          "MSET key value key value",
          "MSET key value key",
          "MSETNX key value key value",
          "APPEND key value",
          "STRLEN key",
          "GETRANGE key index index",
          "SETRANGE key small value",
          "INCR key",
          "DECR key",
          "INCRBY key int",
          "DECRBY key int",
          "SET key int",
          "INCR key",
          "LPUSH list value",
          "RPUSH list value value value",
          "LPUSHX list value",
          "RPUSHX list value",
          "LPUSH key value",
          "LPOP list",
          "RPOP list",
          "LPOP list int",
          "RPOP list small",
          "LPOP list small small",
          "LLEN list",
          "LRANGE list index index",
          "LRANGE list 0 -1",
          "LINDEX list index",
          "LSET list index value",
          "LINSERT list side value value",
          "LREM list index value",
          "LTRIM list index index",
          "RPOPLPUSH list list",
          "LMOVE list list side side",
          "BLPOP list 0.01",
          "BRPOP list list key 0.01",
          "BLPOP list timeout",
          "DEL key",
          "DEL list key",
          "UNLINK key key",
          "EXISTS key key list",
          "TOUCH key",
          "TYPE key",
          "TYPE list",
          "RENAME key key",
          "RENAME list list",
          "DBSIZE",
          "EXPIREAT key far",
          "EXPIREAT key far flag",
          "PEXPIREAT key far000 flag flag",
          "EXPIRE key -1",
          "PEXPIREAT key 1",
          "EXPIREAT key int",
          "EXPIRE key word",
          "PERSIST key",
          "EXPIRETIME key",
          "PEXPIRETIME key",
          "EXPIRE nokey int flag",
          "EXPIRE key span",
          "PEXPIRE key span flag",
          "TTL nokey",
          "PING",
          "PING value",
          "ECHO value",
          "SELECT 0",
          "SELECT int",
          "SELECT word",
          "CLIENT SETNAME word",
          "CLIENT GETNAME",
          "CLIENT SETNAME value",
          "CLIENT word",
          "CONFIG word value",
          "CONFIG GET nosuch",
          "PUBLISH word value",
          "PUBSUB NUMPAT",
          "PUBSUB NUMSUB word word",
          "PUBSUB CHANNELS",
          "word value",
          "word value value value",
          "GET",
          "SET key",
          "LPUSH list",
          "INCRBY key",
          "PING a b",
          "FLUSHALL word",
          "RESET",
          "UNSUBSCRIBE",
          "PUNSUBSCRIBE word");

  private static final List<String> INTS =
      List.of(
          "0",
          "1",
          "-1",
          "2",
          "10",
          "-10",
          "007",
          "+5",
          "-0",
          "1.5",
          " 1",
          "1 ",
          "",
          "abc",
          "0x10",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "4294967296",
          "2147483647",
          "9223372036854775");

  /** None that a key could expire in: what is left of it would depend on the time. */
  private static final List<String> SPANS =
      List.of(
          "0", "-1", "-10", "007", "+5", "", "abc", "9223372036854775807", "9223372036854775808");

  private static final List<String> OPTIONS =
      List.of("NX", "XX", "nx", "GET", "KEEPTTL", "EX", "PX", "PERSIST", "EXAT", "foo", "0", "-1");

  private static final List<String> TIMEOUTS =
      List.of("-1", "abc", "", "-0.5", "nan", "9e", " 1", "0.001", ".01", "1e-2");

  private final Random random;

  RandomCommands(Random random) {
    this.random = random;
  }

  /** A command, in one of the spellings of the protocol. */
  String next() {
    List<String> words = words();
    if (random.nextInt(8) == 0) {
      return inline(words);
    }
    return array(words);
  }

  private List<String> words() {
    List<String> words = new ArrayList<>();
    for (String word : pick(TEMPLATES).split(" ", -1)) {
      words.add(filled(word));
    }
    if (random.nextInt(20) == 0) {
      words.set(0, words.get(0).toLowerCase(Locale.ROOT));
    }
    // It would be the time-out of one that waits.
    if (random.nextInt(40) == 0 && !words.get(0).matches("(?i)b[lr]pop")) {
      words.add(value());
    }
    return words;
  }

  private String filled(String word) {
    return switch (word) {
      case "key" -> "k" + random.nextInt(6);
      case "list" -> random.nextInt(12) == 0 ? "k" + random.nextInt(6) : "l" + random.nextInt(3);
      case "nokey" -> "none";
      case "value" -> value();
      case "word" -> text(1 + random.nextInt(6));
      case "int" -> pick(INTS);
      case "span" -> pick(SPANS);
      case "small" -> String.valueOf(random.nextInt(8) - 1);
      case "index" -> random.nextInt(12) == 0 ? pick(INTS) : String.valueOf(random.nextInt(12) - 6);
      case "side" -> pick(List.of("LEFT", "RIGHT", "left", "BEFORE", "AFTER", "before"));
      case "option" -> pick(OPTIONS);
      case "flag" -> pick(List.of("NX", "XX", "GT", "LT", "lt", "ZZ"));
      case "far" -> String.valueOf(FAR + random.nextInt(3));
      case "far000" -> String.valueOf((FAR + random.nextInt(3)) * 1000);
      case "timeout" -> pick(TIMEOUTS);
      default -> word;
    };
  }

  private String value() {
    return switch (random.nextInt(8)) {
      case 0 -> pick(INTS);
      case 1 -> bytes(random.nextInt(40));
      case 2 -> text(random.nextInt(300));
      case 3 -> "";
      default -> String.valueOf((char) ('a' + random.nextInt(4)));
    };
  }

  private String text(int length) {
    return characters(length, 'a', 'z');
  }

  private String bytes(int length) {
    return characters(length, 0, 255);
  }

  private String characters(int length, int first, int last) {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, length)
        .forEach(i -> text.append((char) (first + random.nextInt(last - first + 1))));
    return text.toString();
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** As programs send a command. */
  static String array(List<String> words) {
    StringBuilder text = new StringBuilder("*" + words.size() + "\r\n");
    words.forEach(
        word -> text.append('$').append(word.length()).append("\r\n").append(word + "\r\n"));
    return text.toString();
  }

  /** As somebody types it. */
  private String inline(List<String> words) {
    StringBuilder line = new StringBuilder();
    words.forEach(word -> line.append(quoted(word)).append(random.nextInt(6) == 0 ? "  " : " "));
    return line.append(random.nextBoolean() ? "\r\n" : "\n").toString();
  }

  private String quoted(String word) {
    if (word.matches("[a-zA-Z0-9.]+") && random.nextInt(5) > 0) {
      return word;
    }
    StringBuilder quoted = new StringBuilder("\"");
    word.chars().forEach(c -> quoted.append(quoted((char) c)));
    return quoted.append('"').toString();
  }

  private static String quoted(char c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '"', '\\' -> "\\" + c;
      default -> c < ' ' || c > '~' ? String.format("\\x%02x", (int) c) : String.valueOf(c);
    };
  }

  /** What breaks the protocol, or what comes near to that. */
  String malformed() {
    return pick(
        List.of(
            "*abc\r\n",
            "*-1\r\n*0\r\nPING\r\n\r\n*1\r\n$x\r\n",
            "*1\r\nPING\r\n",
            "*1\r\n$-5\r\n",
            "*2147483648\r\n",
            "*1\r\n$536870913\r\n",
            "*2\r\n$3\r\nGET\r\n:1\r\n",
            "SET \"a b\r\n",
            "SET 'a'b c\r\n",
            "*03\r\n",
            "*1\r\n$04\r\nPING\r\n",
            "*1\r\n$\r\n",
            "*\r\n",
            "* 1\r\n",
            "GET \"a\"x\r\n",
            "*1\r\n\r\n",
            "x".repeat(70_000),
            "*" + "1".repeat(70_000),
            "*1\r\n$" + "1".repeat(70_000),
            "QUIT\r\nPING\r\n",
            "*2\r\n$4\r\nQUIT\r\n$1\r\nx\r\n",
            "*1\r\n\u00ff4\r\n"));
  }
}
