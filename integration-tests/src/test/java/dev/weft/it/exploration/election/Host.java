package dev.weft.it.exploration.election;

import static dev.weft.Weft.await;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.timeoutAt;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.Weft;
import dev.weft.time.Deadline;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** One life of a host, from its start to its crash: as in Raft, without the log. */
final class Host {
  static final int NOBODY = -1;

  private final int id;
  private final LeaderElection election;
  private final Set<Integer> votes = new HashSet<>();
  private int term;
  private int vote;
  private int leader = NOBODY;
  private Deadline deadline;

  /** What a host knows when it starts again. */
  record Ballot(int term, int vote) {}

  /** What one does first that votes; with SEND_FIRST it votes again if it crashes in between. */
  enum Voting {
    WRITE_FIRST,
    SEND_FIRST
  }

  Host(int id, LeaderElection election) {
    this.id = id;
    this.election = election;
    Ballot last = election.disks.get(id);
    term = last.term();
    vote = last.vote();
    deadline = election.patience();
  }

  /** Goes on until the network is closed or the host crashes. */
  @Async
  Future<Void> run() {
    while (true) {
      try {
        Message message = await(timeoutAt(deadline, election.network.inbox(id).recv()));
        if (message == null) {
          return Weft.ready();
        }
        await(receive(message));
      } catch (TimeoutException e) {
        await(lead());
      }
    }
  }

  /** Tells the others that it leads, or becomes a candidate. */
  @Async
  private Future<Void> lead() {
    if (leader == id) {
      election.network.sendToOthers(new Message(Message.Kind.HEARTBEAT, term, id));
      deadline = Deadline.after(Duration.ofMillis(50));
      return Weft.ready();
    }
    enter(term + 1);
    vote = id;
    votes.add(id);
    await(write());
    election.network.sendToOthers(new Message(Message.Kind.CANDIDACY, term, id));
    return Weft.ready();
  }

  private void enter(int newTerm) {
    term = newTerm;
    vote = NOBODY;
    follow(NOBODY);
    votes.clear();
  }

  private void follow(int newLeader) {
    leader = newLeader;
    deadline = election.patience();
    election.follows(id, term, leader);
  }

  /** Takes a while, and a crash prevents it. */
  @Async
  private Future<Void> write() {
    await(sleep(election.millis(1, 20)));
    election.disks.put(id, new Ballot(term, vote));
    return Weft.ready();
  }

  @Async
  private Future<Void> receive(Message message) {
    if (message.term() > term) {
      enter(message.term());
    }
    if (message.term() == term) {
      switch (message.kind()) {
        case CANDIDACY -> await(answer(message.from()));
        case VOTE -> count(message.from());
        case HEARTBEAT -> follow(message.from());
      }
    }
    return Weft.ready();
  }

  @Async
  private Future<Void> answer(int candidate) {
    if (vote != NOBODY && vote != candidate) {
      return Weft.ready();
    }
    vote = candidate;
    deadline = election.patience();
    if (election.voting == Voting.SEND_FIRST) {
      election.network.send(candidate, new Message(Message.Kind.VOTE, term, id));
      await(write());
    } else {
      await(write());
      election.network.send(candidate, new Message(Message.Kind.VOTE, term, id));
    }
    return Weft.ready();
  }

  private void count(int voter) {
    votes.add(voter);
    if (leader != id && votes.size() >= LeaderElection.MAJORITY) {
      follow(id);
      deadline = Deadline.now();
      election.leads(id, term);
    }
  }
}
