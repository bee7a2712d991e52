package dev.weft;

import dev.weft.internal.future.Ready;
import dev.weft.internal.stream.Chunks;
import dev.weft.internal.stream.ChunksTimeout;
import dev.weft.internal.stream.Collected;
import dev.weft.internal.stream.Concatenated;
import dev.weft.internal.stream.Counted;
import dev.weft.internal.stream.Debounced;
import dev.weft.internal.stream.FilterMapped;
import dev.weft.internal.stream.Filtered;
import dev.weft.internal.stream.FlatMapped;
import dev.weft.internal.stream.Folded;
import dev.weft.internal.stream.ForEach;
import dev.weft.internal.stream.Generated;
import dev.weft.internal.stream.Mapped;
import dev.weft.internal.stream.MappedAsync;
import dev.weft.internal.stream.MappedAsyncUnordered;
import dev.weft.internal.stream.Merged;
import dev.weft.internal.stream.OfIterator;
import dev.weft.internal.stream.Pending;
import dev.weft.internal.stream.Searched;
import dev.weft.internal.stream.Skipped;
import dev.weft.internal.stream.SkippedWhile;
import dev.weft.internal.stream.Taken;
import dev.weft.internal.stream.TakenUntil;
import dev.weft.internal.stream.TakenWhile;
import dev.weft.internal.stream.Throttled;
import dev.weft.internal.stream.TimedOut;
import dev.weft.internal.stream.Zipped;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Elements that come one after the other, each of which may have to be waited for.
 *
 * <p>{@code for (T element : each(stream))} runs over them in async code; see {@link Weft#each}. A
 * stream is used by one task at a time, and the future of one element ends before the next is asked
 * for.
 *
 * <p>A class of one's own implements {@link #next()}, which may be an {@link Async} method:
 *
 * <pre>{@code
 * final class Countdown implements AsyncStream<Integer> {
 *   private int left = 10;
 *
 *   @Async
 *   @Override
 *   public Future<@Nullable Integer> next() {
 *     await(sleep(Duration.ofSeconds(1)));
 *     return ready(left > 0 ? left-- : null);
 *   }
 * }
 * }</pre>
 *
 * <h2>Adapters</h2>
 *
 * <p>Most methods make another stream of this one:
 *
 * <pre>{@code
 * List<String> firstErrors = await(lines.filter(line -> line.startsWith("E")).take(10).toList());
 * }</pre>
 *
 * <p>From then on this stream belongs to the new one. Where a method doesn't say otherwise:
 *
 * <ul>
 *   <li><em>Back-pressure</em>: nothing is taken from this stream before somebody waits for an
 *       element of the new one, and then no more than it takes to give that.
 *   <li><em>Cancelling</em> a {@code next()} ends the wait and loses nothing: what was taken and
 *       not given is kept for the following one.
 *   <li><em>Failures</em>, of this stream or of a function, are thrown by the {@code next()} that
 *       they come in the place of, and concern one element: the following {@code next()} goes on
 *       behind it. A failure of the source comes out where it does in the source.
 *   <li><em>The end</em> of this stream is the end of the new one, which asks no further.
 *   <li><em>Closing</em> the new one drops what it keeps and closes this one.
 *   <li><em>The budget</em> of the task counts elements that are left out, too: a filter over
 *       endless elements lets other tasks run.
 *   <li>A function that returns null where an element is needed makes that {@code next()} fail with
 *       a {@link NullPointerException}.
 * </ul>
 *
 * <p>Functions are called by the task that waits, and must not block. They don't await; what awaits
 * is passed to {@link #mapAsync} or {@link #forEach}, or stands in a loop over {@code each}.
 *
 * <h2>Ends</h2>
 *
 * <p>The methods that return a future run over the stream and make a value. They end at the first
 * failure, which they throw, and leave the stream where it is; so they do when they are cancelled,
 * and what they have taken until then is lost.
 *
 * <p>Neither they nor {@code each} close the stream. One that holds something, a generator or a
 * stream over one, is to be closed when it is left before its end:
 *
 * <pre>{@code
 * await(using(pages(), all -> await(all.filter(Page::isNew).take(10).toList())));
 * }</pre>
 *
 * @param <T> the type of the elements, which are never null
 * @see <a href="https://docs.rs/tokio-stream/latest/tokio_stream/">tokio-stream</a>
 */
public interface AsyncStream<T> extends AsyncCloseable {
  /**
   * The next element. It is taken from the stream when the future ends, not by this call.
   *
   * <p>Cancel-safe unless a stream says otherwise: a future that is cancelled has taken no element.
   *
   * @return a lazy future of the element, or of null at the end of the stream; from there on every
   *     further one gives null. It may be the same future each time, to be awaited again
   */
  @CancelSafe
  Future<@Nullable T> next();

  /**
   * Ends the stream: lets go of what it holds, and waits until that is done. An element that is
   * waited for is given up first. To be called by the task that uses the stream.
   *
   * <p>A stream that holds nothing need not implement it; then there is nothing to wait for.
   *
   * @return a lazy future of the end
   */
  @Override
  default Future<Void> closeAsync() {
    return Ready.ofVoid();
  }

  // Making streams

  /**
   * A stream of some elements, none of which has to be waited for.
   *
   * @param elements the elements, none of them null
   * @param <T> their type
   * @return the stream
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // read only
  static <T> AsyncStream<T> of(T... elements) {
    return from(Arrays.asList(elements));
  }

  /**
   * A stream of the elements of a collection or the like, none of which has to be waited for. Its
   * iterator is made at once and asked for one element after the other, in the tasks that wait for
   * them; what it throws, the future of the element throws.
   *
   * @param elements the elements; a null among them makes the future of that element fail with a
   *     {@link NullPointerException}
   * @param <T> their type
   * @return the stream
   */
  static <T> AsyncStream<T> from(Iterable<? extends T> elements) {
    return from(elements.iterator());
  }

  /**
   * A stream of what an iterator gives, which is asked as that of {@link #from(Iterable)}. An
   * iterator that blocks holds its thread up; read it in {@link Weft#spawnBlocking} instead.
   *
   * @param elements gives the elements, and is used by nobody else from now on
   * @param <T> their type
   * @return the stream
   */
  static <T> AsyncStream<T> from(Iterator<? extends T> elements) {
    return new OfIterator<>(elements, () -> {});
  }

  /**
   * A stream of the elements of a sequential one of the JDK, none of which has to be waited for.
   * The stages of that are run by the tasks that wait, as the iterator of {@link #from(Iterable)}.
   *
   * @param elements the elements; closing the new stream closes it
   * @param <T> their type
   * @return the stream
   */
  static <T> AsyncStream<T> from(Stream<? extends T> elements) {
    return new OfIterator<>(elements.iterator(), elements::close);
  }

  /**
   * A stream without elements.
   *
   * @param <T> the type that they would be of
   * @return the stream, which has ended
   */
  static <T> AsyncStream<T> empty() {
    return from(Collections.emptyIterator());
  }

  /**
   * A stream that has no element and doesn't end.
   *
   * @param <T> the type that elements would be of
   * @return the stream, which ends when it is closed
   */
  static <T> AsyncStream<T> pending() {
    return new Pending<>();
  }

  /**
   * A stream of what async code emits. The code runs while somebody waits for an element, in the
   * task that does, and is suspended in {@link Emitter#emit} until the next one is asked for: it
   * never runs ahead.
   *
   * <pre>{@code
   * AsyncStream<Page> pages =
   *     AsyncStream.generate(
   *         emitter -> {
   *           try (Connection connection = await(connect())) {
   *             for (Page page = await(connection.first()); page != null; page = await(page.next())) {
   *               await(emitter.emit(page));
   *             }
   *           }
   *         });
   * }</pre>
   *
   * <ul>
   *   <li><em>Cancelling</em> a {@code next()} ends the wait and nothing else: the code stays
   *       suspended where it is, in the midst of an await too, and the following {@code next()}
   *       goes on with it. What it waits for may come meanwhile, and what it holds it goes on
   *       holding.
   *   <li><em>Closing</em> the stream cancels the code, and waits until its {@code finally} blocks
   *       have run, which may await inside {@link Weft#shield}. An element that was handed over and
   *       not asked for is dropped.
   *   <li>The <em>end of the task</em>, even by an abort, doesn't close the stream: the code of one
   *       that is neither closed nor read to its end never goes on, and its {@code finally} blocks
   *       don't run. So a generator that holds something stands in {@code using}, or is closed in a
   *       {@code finally}, inside a shield.
   *   <li>A <em>failure</em> of the code is thrown by one {@code next()}; then comes the end. The
   *       stream can't declare it; {@link Weft#each(AsyncStream, Class)} can.
   * </ul>
   *
   * @param code emits the elements; it may await
   * @param <T> their type
   * @return the stream, which runs the code once
   */
  static <T> AsyncStream<T> generate(AsyncConsumer<? super Emitter<T>, ?> code) {
    return new Generated<>(code);
  }

  // One by one

  /**
   * What a function makes of each element.
   *
   * @param function is called once for each element; an element for which it throws is gone
   * @param <R> the type of what it makes
   * @return the stream of that, in the same order
   */
  default <R> AsyncStream<R> map(Function<? super T, ? extends R> function) {
    return new Mapped<>(this, function);
  }

  /**
   * The elements that fulfil a condition.
   *
   * @param condition is called once for each element; an element for which it throws is gone
   * @return the stream of them, in the same order
   */
  default AsyncStream<T> filter(Predicate<? super T> condition) {
    return new Filtered<>(this, condition);
  }

  /**
   * What a function makes of those elements of which it makes something.
   *
   * @param function is called once for each element; null leaves the element out
   * @param <R> the type of what it makes
   * @return the stream of that, in the same order
   */
  default <R> AsyncStream<R> filterMap(Function<? super T, ? extends @Nullable R> function) {
    return new FilterMapped<>(this, function);
  }

  /**
   * The elements of the streams that a function makes of the elements, one stream after the other:
   * the next one is made when the one before has ended and was closed.
   *
   * @param function is called once for each element; the streams that it returns belong to the new
   *     one. For no elements it returns {@link #empty}
   * @param <R> the type of their elements
   * @return the stream of all; closing it closes the one that it is at, and this one
   */
  default <R> AsyncStream<R> flatMap(
      Function<? super T, ? extends AsyncStream<? extends R>> function) {
    return new FlatMapped<>(this, function);
  }

  /**
   * The first elements. This stream is asked no more after the last of them, and not closed: who
   * has kept it may go on with it.
   *
   * @param count how many at most
   * @return the stream of them
   */
  default AsyncStream<T> take(long count) {
    return new Taken<>(this, count);
  }

  /**
   * The elements before the first that doesn't fulfil a condition. That one is taken from this
   * stream, and lost.
   *
   * @param condition is called once for each element until it is not fulfilled
   * @return the stream of them
   */
  default AsyncStream<T> takeWhile(Predicate<? super T> condition) {
    return new TakenWhile<>(this, condition);
  }

  /**
   * The elements behind the first ones.
   *
   * @param count how many are left out
   * @return the stream of the others
   */
  default AsyncStream<T> skip(long count) {
    return new Skipped<>(this, count);
  }

  /**
   * The elements from the first on that doesn't fulfil a condition.
   *
   * @param condition is called once for each element until it is not fulfilled
   * @return the stream of them
   */
  default AsyncStream<T> skipWhile(Predicate<? super T> condition) {
    return new SkippedWhile<>(this, condition);
  }

  // Several at once

  /**
   * What async code makes of the elements, of which several are in work at once, in the order of
   * the elements. The code runs in branches of the task that waits for an element, while it does:
   * what must go on meanwhile is spawned by it. So many elements are taken ahead at most.
   *
   * <pre>{@code
   * List<Page> pages = await(links.mapAsync(8, link -> await(load(link))).toList());
   * }</pre>
   *
   * <p>A {@code next()} that is cancelled leaves those in work where they are; closing the stream
   * cancels them and waits until they have cleaned up. A failure is thrown in the place of its
   * element, and those behind it go on.
   *
   * @param limit how many elements may be in work, or done and not given, at once
   * @param function the code; it may await
   * @param <R> the type of what it makes
   * @return the stream of that, in the same order
   */
  default <R> AsyncStream<R> mapAsync(
      int limit, AsyncFunction<? super T, ? extends R, ?> function) {
    return new MappedAsync<>(this, limit, function);
  }

  /**
   * What async code makes of the elements, of which several are in work at once, in the order in
   * which it is done; otherwise as {@link #mapAsync}.
   *
   * @param limit how many elements may be in work at once
   * @param function the code; it may await
   * @param <R> the type of what it makes
   * @return the stream of that
   */
  default <R> AsyncStream<R> mapAsyncUnordered(
      int limit, AsyncFunction<? super T, ? extends R, ?> function) {
    return new MappedAsyncUnordered<>(this, limit, function);
  }

  // Several

  /**
   * The elements in lists.
   *
   * @param size how many are in a list; the last may be shorter, and none is empty
   * @return the stream of lists, each of which belongs to whoever gets it
   */
  default AsyncStream<List<T>> chunks(int size) {
    return new Chunks<>(this, size);
  }

  /**
   * The elements in lists, none of which waits for long to be full.
   *
   * @param size how many are in a list at most
   * @param limit how long after its first element a list is given, however few it holds; it is
   *     never empty. The time goes on while nobody waits for the list
   * @return the stream of lists, each of which belongs to whoever gets it
   */
  default AsyncStream<List<T>> chunksTimeout(int size, Duration limit) {
    return new ChunksTimeout<>(this, size, limit);
  }

  /**
   * The elements of this stream and then those of another, which is not asked before.
   *
   * @param other the other stream; closing the new one closes both
   * @return the stream of all
   */
  default AsyncStream<T> concat(AsyncStream<? extends T> other) {
    return new Concatenated<>(this, other);
  }

  /**
   * The elements of this stream and of another as they come. Where both have some, they take turns.
   * It ends when both have ended.
   *
   * <p>Both are asked at once, and who hasn't answered is not told to give up when the other has:
   * an element that comes to it meanwhile waits in its own future.
   *
   * @param other the other stream; closing the new one closes both
   * @return the stream of all
   */
  default AsyncStream<T> merge(AsyncStream<? extends T> other) {
    return new Merged<>(this, other);
  }

  /**
   * What a function makes of an element of this stream and the one of another that has the same
   * place. It ends with the shorter of the two; what was taken from the longer one for a pair is
   * lost then.
   *
   * @param other the other stream, which is asked at the same time; closing the new one closes both
   * @param function is called once for each pair
   * @param <U> the type of the other elements
   * @param <R> the type of what is made
   * @return the stream of that
   */
  default <U, R> AsyncStream<R> zip(
      AsyncStream<? extends U> other, BiFunction<? super T, ? super U, ? extends R> function) {
    return new Zipped<T, U, R>(this, other, function);
  }

  // Time

  /**
   * The elements, with a span between any two at least. This stream is asked for the next one when
   * that is over.
   *
   * @param span how long after an element was given the next one is given at the earliest
   * @return the stream of all, in the same order
   */
  default AsyncStream<T> throttle(Duration span) {
    return new Throttled<>(this, span);
  }

  /**
   * The elements behind which none came for a span. Others are dropped for the sake of those that
   * follow; the last one before the end is given at once. Elements are looked at while somebody
   * waits, and the span counts from then.
   *
   * @param span how long nothing must come
   * @return the stream of them
   */
  default AsyncStream<T> debounce(Duration span) {
    return new Debounced<>(this, span);
  }

  /**
   * The elements, with a failure where one is long in coming: a {@code next()} fails with a {@link
   * java.util.concurrent.TimeoutException} when this stream has had nothing for so long, once for
   * each element. Nothing is given up: the following {@code next()} waits for the same element, as
   * long as it takes. Where a {@code next()} is cancelled, the time that it has waited counts for
   * the following one.
   *
   * @param limit how long an element may take, from the moment that it was asked for
   * @return the stream of all, in the same order
   */
  default AsyncStream<T> timeout(Duration limit) {
    return new TimedOut<>(this, limit);
  }

  /**
   * The elements before a future ends. That is run by the task that waits for elements, while it
   * does. When it has ended, no further element is given, and what is asked for at that moment is
   * given up. A failure of it is thrown once, in front of the end.
   *
   * <pre>{@code
   * Future<Void> work = requests.takeUntil(shutdown.cancelled()).forEach(request -> handle(request));
   * }</pre>
   *
   * @param end the future; closing the stream cancels it
   * @return the stream of them
   */
  default AsyncStream<T> takeUntil(Future<?> end) {
    return new TakenUntil<>(this, end);
  }

  // To the end

  /**
   * Calls async code with each element. The next one is asked for when a call has ended.
   *
   * @param lambda the code; it may await
   * @param <E> what the code may throw, declared here so that the call stands in the {@code try}
   * @return a lazy future of the end
   * @throws E never here: the await of the future throws it
   */
  @SuppressWarnings("unchecked") // the frame gives null, which is a Void
  @CancelUnsafe("what the lambda has done with an element")
  default <E extends Exception> Future<Void> forEach(AsyncConsumer<? super T, ? extends E> lambda)
      throws E {
    return (Future<Void>) (Future<?>) new ForEach<>(this, lambda);
  }

  /**
   * Adds each element to a value.
   *
   * @param identity the value of no elements
   * @param function makes a new value of the last one and an element
   * @param <R> the type of the value
   * @return a lazy future of the last value
   */
  @CancelUnsafe("the elements that it has taken")
  default <R extends @Nullable Object> Future<R> fold(
      R identity, BiFunction<? super R, ? super T, ? extends R> function) {
    return new Folded<>(this, identity, function);
  }

  /**
   * Hands the elements to a collector of the JDK.
   *
   * @param collector makes something of them; it is never used in parallel
   * @param <A> what it keeps meanwhile
   * @param <R> what it makes
   * @return a lazy future of that
   */
  @CancelUnsafe("the elements that it has taken")
  default <A, R extends @Nullable Object> Future<R> collect(Collector<? super T, A, R> collector) {
    return new Collected<>(this, collector);
  }

  /**
   * All elements in a list.
   *
   * @return a lazy future of the list, which belongs to whoever gets it
   */
  @CancelUnsafe("the elements that it has taken")
  default Future<List<T>> toList() {
    return collect(Collectors.toList());
  }

  /**
   * How many elements there are.
   *
   * @return a lazy future of the number
   */
  @CancelUnsafe("the elements that it has taken")
  default Future<Long> count() {
    return new Counted(this);
  }

  /**
   * Whether an element fulfils a condition. Those behind the first that does are left in the
   * stream.
   *
   * @param condition is called once for each element until it is fulfilled
   * @return a lazy future of true if one does
   */
  @CancelUnsafe("the elements that it has taken")
  default Future<Boolean> anyMatch(Predicate<? super T> condition) {
    return new Searched<>(this, condition);
  }
}
