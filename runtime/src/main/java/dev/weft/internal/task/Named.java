package dev.weft.internal.task;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.abi.AsyncFrame;
import dev.weft.abi.Strand;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A future with a name, which is a line of its own in the logical stacks of what it runs. A task
 * that is made of one takes the name and leaves this away.
 */
public final class Named extends AsyncFrame {
  /** Comes before the name of a task in its site, where nobody else looks. */
  private static final String MARK = "\n\0";

  private final String name;

  /** Null once started. */
  private @Nullable Future<?> body;

  /**
   * A future that has not started.
   *
   * @throws IllegalArgumentException if the name is blank, or longer than a line
   */
  public Named(Future<?> body, String name) {
    if (name.isBlank() || name.lines().count() > 1 || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "the name of a future is one line that isn't blank, not '" + name + "'");
    }
    this.body = Objects.requireNonNull(body, "future");
    this.name = name;
  }

  /** What a task of this one runs. */
  Future<?> unwrap() {
    Future<?> inner = body;
    if (inner == null) {
      throw new IllegalStateException(
          "this future was started already: "
              + this
              + "; a future is single-shot, make another one or spawn it once and await the"
              + " JoinHandle");
    }
    body = null;
    return inner;
  }

  /** The site of a task of this one, which tells its name. */
  String site(String site) {
    return site + MARK + name;
  }

  /** A site without the name that it tells. */
  static String placeOfSite(String site) {
    int mark = site.lastIndexOf(MARK);
    return mark < 0 ? site : site.substring(0, mark);
  }

  /** The name that a site tells; null if it tells none. */
  static @Nullable String nameOfSite(String site) {
    int mark = site.lastIndexOf(MARK);
    return mark < 0 ? null : site.substring(mark + MARK.length());
  }

  @Override
  protected @Nullable Object resume(Strand strand) throws Throwable {
    if (state() > 0) {
      return take(strand);
    }
    int depth = strand.depth();
    Object answer = Strand.await(unwrap(), strand, depth);
    if (answer == Poll.PENDING) {
      suspend(strand, 1);
    }
    return answer;
  }

  @Override
  protected String table() {
    return this + " at dev.weft.Future\nnamed\n\n-1";
  }

  @Override
  public String toString() {
    return "the future '" + name + "'";
  }
}
