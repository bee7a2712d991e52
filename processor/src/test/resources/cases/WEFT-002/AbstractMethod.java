import dev.weft.Async;
import dev.weft.Future;
import java.util.List;

abstract class AbstractMethod {
  @Async
  abstract Future<Void> work(List<String> names);
}
