import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.sync.*;
import java.io.IOException;

public class Debugging {
  @Async
  static Future<String> load(String name) throws IOException {
    await(yieldNow());
    throw new IOException("no " + name);
  }

  @Async
  static Future<String> page(String name) throws IOException {
    return ready("page " + await(load(name)));
  }

  @Async
  static Future<Void> failing() {
    JoinHandle<String> task = spawn(() -> page("cover"));
    try {
      System.out.println(await(task, IOException.class));
    } catch (IOException e) {
      System.out.println(e);
      for (StackTraceElement line : e.getStackTrace()) {
        System.out.println("  at " + line);
      }
    }
    return ready();
  }

  @Async
  static Future<Void> waitFor(Mpsc.Receiver<String> mail) {
    System.out.println("got " + await(mail.recv()));
    return ready();
  }

  @Async
  static Future<Void> stuck() throws ClosedException {
    var mail = Mpsc.<String>channel(1);
    JoinHandle<Void> task = spawn(waitFor(mail.rx()).named("the reader"));
    await(yieldNow());
    AsyncRuntime.current().dumpTasks().forEach(System.out::println);
    await(mail.tx().send("a letter"));
    await(task);
    return ready();
  }

  @AsyncMain(flavor = Flavor.CURRENT_THREAD)
  public static void main(String[] args) throws ClosedException {
    await(failing());
    await(stuck());
  }
}
