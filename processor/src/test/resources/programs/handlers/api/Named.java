package api;

import dev.weft.AsyncLambda;

/** Inherits one method and declares it again in narrower terms. */
public final class Named {
  @AsyncLambda
  public interface Narrow extends Handler<String> {
    @Override
    String handle(String request);
  }

  protected interface Walk extends Handler<String> {
    Result result();
  }

  /** A value that only its package may make. */
  public static class Result implements Walk {
    @Override
    public String handle(String request) {
      return request + "result";
    }

    @Override
    public Result result() {
      return this;
    }
  }

  private Named() {}
}
