package app;

import api.Handler;

/** Nothing of the runtime is mentioned here. */
class Decorators {
  private Decorators() {}

  static Handler<String> loud(Handler<String> inner) {
    return request -> inner.handle(request) + "!";
  }

  static Handler<String> twice(Handler<String> inner) {
    return new Handler<>() {
      @Override
      public String handle(String request) {
        return inner.handle(request) + inner.handle(request);
      }
    };
  }

  static Handler<String> same(Handler<String> inner) {
    return inner::handle;
  }

  static class Sub extends Base {
    @Override
    public String handle(String request) {
      return super.handle(request) + inner.handle(request);
    }
  }
}
