package differential.other;

import static dev.weft.Weft.await;

import dev.weft.AsyncLambda;
import dev.weft.weaver.differential.Probe;

/** An async interface of another package. */
@AsyncLambda
public interface Step<T> {
  T next(T before, String text);

  default Step<T> andThen(Step<T> next) {
    return (before, text) -> next.next(next(before, text), text);
  }

  static Step<String> named(Probe p, String name) {
    Named named = new Named(name);
    return (before, text) -> before + await(p.f(text)) + named.name;
  }

  final class Named {
    private final String name;

    Named(String name) {
      this.name = name;
    }
  }
}
