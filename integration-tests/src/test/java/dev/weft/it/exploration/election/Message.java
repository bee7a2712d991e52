package dev.weft.it.exploration.election;

/** What a host sends others, with its term and its number. */
record Message(Kind kind, int term, int from) {
  enum Kind {
    CANDIDACY,
    VOTE,
    HEARTBEAT
  }
}
