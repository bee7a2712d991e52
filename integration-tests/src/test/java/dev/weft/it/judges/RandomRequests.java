package dev.weft.it.judges;

import static dev.weft.it.judges.HttpClient.chunk;
import static dev.weft.it.judges.HttpClient.get;
import static dev.weft.it.judges.HttpClient.post;
import static dev.weft.it.judges.HttpClient.postInChunks;
import static dev.weft.it.judges.HttpClient.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests of HTTP/1.1 at random, of which the last one ends the connection. */
final class RandomRequests {
  private static final List<String> TARGETS =
      List.of("/plaintext", "/file.txt", "/file.txt?a=b", "/%66ile.txt", "/nosuch", "/echo");
  private static final List<String> RANGES =
      List.of("0-9", "5-", "-7", "1000-", "-0", "9-5", "0-0,2-3", "x", "3-99999999999999999999");

  private final Random random;

  RandomRequests(long seed) {
    random = new Random(seed);
  }

  List<String> next() {
    List<String> requests = new ArrayList<>();
    for (int i = random.nextInt(12); i >= 0; i--) {
      requests.add(one());
    }
    requests.add(get("/plaintext", random.nextInt(3) == 0 ? "A : b" : "Connection: close"));
    return requests;
  }

  private String one() {
    return switch (random.nextInt(8)) {
      case 0 -> post("/echo", text(random.nextInt(300)));
      case 1 -> post("/length", text(random.nextInt(40_000)));
      case 2 -> chunked("/echo", random.nextInt(6));
      case 3 -> chunked(pick(List.of("/length", "/plaintext", "/nosuch")), random.nextInt(6));
      case 4 -> get("/file.txt", "Range: bytes=" + pick(RANGES));
      case 5 -> request(pick(List.of("HEAD", "OPTIONS", "DELETE", "BREW")), pick(TARGETS));
      case 6 -> get("/plaintext", "X-" + text(random.nextInt(20)) + ": " + text(5));
      default -> get(pick(TARGETS));
    };
  }

  private String chunked(String target, int chunks) {
    StringBuilder body = new StringBuilder(postInChunks(target));
    for (int i = 0; i < chunks; i++) {
      body.append(chunk(text(1 + random.nextInt(500))));
    }
    return body + "0\r\n" + (random.nextBoolean() ? "Trailer: x\r\n" : "") + "\r\n";
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    random.ints(length, 'a', 'z' + 1).forEach(c -> text.append((char) c));
    return text.toString();
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** The same text in pieces, of which many are small. */
  List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int begin = 0;
    while (begin < text.length()) {
      int most = random.nextInt(4) == 0 ? text.length() : 1 + random.nextInt(200);
      int end = Math.min(text.length(), begin + 1 + random.nextInt(most));
      pieces.add(text.substring(begin, end));
      begin = end;
    }
    return pieces;
  }
}
