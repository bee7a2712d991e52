package dev.weft.interop;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response as a stream of its buffers. The client hands on lists of them, each of
 * them what it has read at once: one is asked for at a time.
 */
final class BodyStream implements BodySubscriber<AsyncStream<ByteBuffer>>, AsyncStream<ByteBuffer> {
  private final StreamSubscriber<List<ByteBuffer>> lists = StreamSubscriber.withWindow(1);
  private final Next next = new Next();

  /** What is left of the list that was taken last; belongs to the task that reads. */
  private Iterator<ByteBuffer> buffers = List.<ByteBuffer>of().iterator();

  // What the client calls

  @Override
  public CompletionStage<AsyncStream<ByteBuffer>> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    lists.onSubscribe(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> read) {
    lists.onNext(read);
  }

  @Override
  public void onError(Throwable failure) {
    lists.onError(failure);
  }

  @Override
  public void onComplete() {
    lists.onComplete();
  }

  // What the reader calls

  @Override
  public Future<@Nullable ByteBuffer> next() {
    return next;
  }

  @Override
  public Future<Void> closeAsync() {
    return lists.closeAsync();
  }

  @Override
  public String toString() {
    return "the body of a response";
  }

  private final class Next implements Future<@Nullable ByteBuffer> {
    @Override
    @SuppressWarnings("unchecked") // the stream gives lists
    public @Nullable Object poll(Context context) throws Throwable {
      while (!lists.isClosed() && !buffers.hasNext()) {
        Object answer = lists.next().poll(context);
        if (answer == Poll.PENDING || answer == null) {
          return answer;
        }
        buffers = ((List<ByteBuffer>) answer).iterator();
      }
      return lists.isClosed() ? null : buffers.next();
    }

    @Override
    public @Nullable Object cancel(Context context) throws Throwable {
      return lists.next().cancel(context);
    }

    @Override
    public String toString() {
      return "the body of a response";
    }
  }
}
