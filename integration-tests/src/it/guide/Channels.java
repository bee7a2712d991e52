import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.sync.*;

public class Channels {
  @Async
  static Future<Void> numbers() throws ClosedException {
    var channel = Mpsc.<Integer>channel(2);
    spawn(
        () -> {
          try (var tx = channel.tx()) {
            for (int i = 1; i <= 4; i++) {
              await(tx.send(i));
            }
          }
        });
    int sum = 0;
    for (int number : each(channel.rx())) {
      sum += number;
    }
    System.out.println("the sum is " + sum);
    return ready();
  }

  record Question(String text, Oneshot.Sender<Integer> answer) {}

  @Async
  static Future<Void> counter(Mpsc.Receiver<Question> questions) {
    int count = 0;
    for (Question question : each(questions)) {
      count += question.text().length();
      question.answer().send(count);
    }
    System.out.println("no more questions");
    return ready();
  }

  @Async
  static Future<Integer> ask(Mpsc.Sender<Question> counter, String text) throws ClosedException {
    var answer = Oneshot.<Integer>channel();
    await(counter.send(new Question(text, answer.tx())));
    return ready(await(answer.rx().recv()));
  }

  @Async
  static Future<Void> askTwice() throws ClosedException {
    var questions = Mpsc.<Question>channel(8);
    JoinHandle<Void> counter = spawn(counter(questions.rx()));
    try (var tx = questions.tx()) {
      System.out.println("counted " + await(ask(tx, "four")));
      System.out.println("counted " + await(ask(tx, "three")));
    }
    await(counter);
    return ready();
  }

  @Async
  static Future<Void> levels() {
    Watch.Sender<Integer> level = Watch.sender(1);
    Watch.Receiver<Integer> seen = level.subscribe();
    level.send(2);
    level.send(3);
    level.close();
    for (int value : each(seen)) {
      System.out.println("level " + value);
    }
    return ready();
  }

  @AsyncMain
  public static void main(String[] args) throws Exception {
    await(numbers());
    await(askTwice());
    await(levels());
  }
}
