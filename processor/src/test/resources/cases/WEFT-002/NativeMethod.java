import dev.weft.Async;
import dev.weft.Future;

class NativeMethod {
  @Async
  native Future<Void> work();
}
