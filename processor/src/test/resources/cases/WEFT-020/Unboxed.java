import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Future;
import dev.weft.sync.Mpsc;

class Unboxed {
  @Async
  Future<Integer> sum(Mpsc.Receiver<Integer> numbers, AsyncStream<Boolean> flags) {
    int total = await(numbers.recv());
    total += await(numbers.recv());
    total = await(numbers.recv()) + 1;
    while (await(flags.next())) {
      total = Math.max(total, await(numbers.recv()));
      total = (int) await(numbers.recv());
      boolean same = await(numbers.recv()) == total;
      total = same ? total : await(numbers.recv());
    }
    if (!await(flags.next())) {
      total = (await(numbers.recv()));
    }
    return ready(total);
  }
}
