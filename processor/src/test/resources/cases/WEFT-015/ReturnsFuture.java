import dev.weft.junit5.AsyncTest;
import dev.weft.Future;
import dev.weft.Weft;

class ReturnsFuture {
  @AsyncTest
  Future<Void> loads() {
    return Weft.ready();
  }
}
