package dev.weft.processor;

import javax.lang.model.element.ExecutableElement;

/** The checks of a method's declaration, which need no trees. */
final class MethodChecks {
  private final AsyncMethodCheck async;
  private final AsyncMainCheck asyncMain;
  private final AsyncTestCheck asyncTest;

  MethodChecks(ElementReporter reporter) {
    BodyCheck bodies = new BodyCheck(reporter);
    this.async = new AsyncMethodCheck(reporter, bodies);
    this.asyncMain = new AsyncMainCheck(reporter, bodies);
    this.asyncTest = new AsyncTestCheck(reporter, bodies);
  }

  /** Checks a method that may have none of the annotations. */
  void check(ExecutableElement method) {
    if (AsyncTestCheck.isTest(method)) {
      asyncTest.check(method);
      return;
    }
    if (Annotations.has(method, Names.ASYNC)) {
      async.check(method);
    }
    if (Annotations.has(method, Names.ASYNC_MAIN)) {
      asyncMain.check(method);
    }
  }
}
