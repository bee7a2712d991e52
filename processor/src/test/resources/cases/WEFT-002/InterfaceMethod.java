import dev.weft.Async;
import dev.weft.Future;

interface InterfaceMethod {
  @Async
  Future<Void> work();
}
