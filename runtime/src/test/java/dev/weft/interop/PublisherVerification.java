package dev.weft.interop;

import dev.weft.AsyncRuntime;
import dev.weft.AsyncStream;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;

/** The compatibility kit for publishers, on publishers of streams. */
public final class PublisherVerification extends FlowPublisherVerification<Long> {
  private final AsyncRuntime runtime = AsyncRuntime.multiThread().workerThreads(2).build();

  public PublisherVerification() {
    super(Kit.environment());
  }

  @AfterClass
  public void close() {
    runtime.close();
  }

  @Override
  public Flow.Publisher<Long> createFlowPublisher(long elements) {
    return Flows.publisher(
        runtime, () -> AsyncStream.from(() -> LongStream.range(0, elements).boxed().iterator()));
  }

  @Override
  public Flow.Publisher<Long> createFailedFlowPublisher() {
    return Flows.publisher(
        runtime,
        () -> {
          throw new IllegalStateException("no stream");
        });
  }
}
