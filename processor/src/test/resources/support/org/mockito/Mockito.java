package org.mockito;

/** Stands for Mockito's class. */
public final class Mockito {
  private Mockito() {}

  /** Stands for what says what a call does. */
  public interface Stubber {
    <T> T when(T mock);
  }

  public static <T> T verify(T mock) {
    return mock;
  }

  public static Stubber doReturn(Object value) {
    throw new UnsupportedOperationException();
  }
}
