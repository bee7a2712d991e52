package api;

import dev.weft.AsyncLambda;

@AsyncLambda
public interface Handler<T> {
  T handle(T request);
}
