import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Future;
import dev.weft.sync.ClosedException;
import dev.weft.sync.Mpsc;
import dev.weft.sync.Oneshot;
import java.util.List;

class Boxed {
  @Async
  Future<Integer> one() {
    return ready(1);
  }

  @Async
  Future<Integer> answer(Oneshot.Receiver<Integer> answer) throws ClosedException {
    int number = await(answer.recv());
    return ready(number);
  }

  @Async
  Future<Integer> sum(Mpsc.Receiver<Integer> numbers, AsyncStream<String> texts, List<Integer> all) {
    int total = await(one());
    Integer number;
    while ((number = await(numbers.recv())) != null) {
      total += number;
    }
    if (await(numbers.recv()) == null) {
      all.add(await(numbers.recv()));
      System.out.println("last: " + await(numbers.recv()) + await(texts.next()));
    }
    return ready(total);
  }
}
