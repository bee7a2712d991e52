package dev.weft.internal.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.testing.CountingStrand;
import dev.weft.internal.testing.Waits;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a tree of cancellation holds. */
final class CancelNodeTest {
  private final CancelNode root = new CancelNode();

  /** So children need not be closed, as a server makes one for each connection. */
  @Test
  void aNodeHoldsNoChildThatNobodyWaitsFor() {
    WeakReference<CancelNode> child = new WeakReference<>(childThatWasWaitedFor());
    Waits.until("the child is garbage", () -> isGone(child));
    assertThat(root.isCancelled()).isFalse();
  }

  private static boolean isGone(WeakReference<?> reference) {
    System.gc();
    return reference.refersTo(null);
  }

  private CancelNode childThatWasWaitedFor() {
    CancelNode child = root.child();
    Cancelled future = new Cancelled(child.child());
    CountingStrand strand = new CountingStrand();
    strand.poll(future);
    strand.cancel(future);
    return child;
  }

  @Test
  void aNodeHoldsNoLinkThatNobodyWaitsFor() {
    WeakReference<CancelNode> link = new WeakReference<>(linkThatWasWaitedFor());
    Waits.until("the link is garbage", () -> isGone(link));
    assertThat(root.isCancelled()).isFalse();
  }

  private CancelNode linkThatWasWaitedFor() {
    CancelNode link = CancelNode.linkedTo(List.of(root, new CancelNode()));
    Cancelled future = new Cancelled(link.child());
    CountingStrand strand = new CountingStrand();
    strand.poll(future);
    strand.cancel(future);
    return link;
  }
}
