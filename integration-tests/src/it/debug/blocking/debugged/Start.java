package debugged;

import dev.weft.Weft;

/** Starts the twin. */
public final class Start {
  private Start() {}

  public static void main(String[] args) throws Exception {
    System.out.println(Weft.await(new Program().all()));
  }
}
