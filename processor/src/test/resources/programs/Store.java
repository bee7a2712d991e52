package shop;

import dev.weft.BlockingFace;
import dev.weft.CompletableFace;
import dev.weft.Future;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What is kept. */
@BlockingFace
@CompletableFace
public interface Store<K extends Comparable<K>> extends AutoCloseable {
  /**
   * Looks something up.
   *
   * @param key its key
   * @return a future of the text, or of null if there is none
   * @throws IOException through the future, if the disk fails
   */
  Future<@Nullable String> load(K key) throws IOException;

  /** Keeps some texts. */
  Future<Void> save(K key, @Nullable String... texts) throws IOException, TimeoutException;

  CompletableFuture<List<? extends K>> keys();

  CompletionStage<Void> sync() throws IOException, TimeoutException;

  <T extends K> Future<T> first(List<T> keys);

  @Deprecated
  default Future<Integer> size() {
    return dev.weft.Weft.ready(0);
  }

  String name();

  static Store<String> of(String name) {
    throw new UnsupportedOperationException(name);
  }

  static Future<Store<String>> open(String name) {
    return dev.weft.Weft.failed(new UnsupportedOperationException(name));
  }

  @Override
  void close();
}
