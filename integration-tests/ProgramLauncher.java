import dev.weft.Flavor;
import dev.weft.abi.Entry;
import javax.annotation.processing.Generated;

/**
 * Runs {@link Program#run(String[])} as a program.
 */
@Generated("dev.weft.processor.WeftProcessor")
public final class ProgramLauncher {
  private ProgramLauncher() {
  }

  /**
   * Starts the program and returns when it has ended.
   *
   * @param args the arguments of the program
   */
  public static void main(String[] args) {
    Entry.run(Program.run(args), Flavor.MULTI_THREAD, 0);
  }
}
