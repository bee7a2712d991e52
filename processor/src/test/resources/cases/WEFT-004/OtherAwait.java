import java.util.List;

class OtherAwait {
  static void await(Runnable work) {
    work.run();
  }

  void run(java.util.concurrent.CountDownLatch latch, List<Runnable> works) throws Exception {
    latch.await();
    await(() -> {});
    works.forEach(OtherAwait::await);
  }
}
