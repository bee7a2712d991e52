package dev.weft.weaver;

import java.util.List;

/**
 * What became of a class file.
 *
 * @param state what it was found to be
 * @param classFile the woven class file, or the very array that was given where there was nothing
 *     to do
 * @param generated the frame classes that go beside it
 * @param warnings what the user should know although nothing is wrong
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Weaving(
    State state, byte[] classFile, List<GeneratedClass> generated, List<Problem> warnings) {
  /** What a class file can be to the weaver. */
  public enum State {
    /** It was woven just now. */
    WOVEN,
    /** It has been woven before. */
    UP_TO_DATE,
    /** It is a class that the weaver has made. */
    GENERATED,
    /** It has no async code. */
    UNRELATED
  }

  static Weaving untouched(State state, byte[] classFile) {
    return new Weaving(state, classFile, List.of(), List.of());
  }

  /** The same for a class of which the user should know something. */
  static Weaving unrelated(byte[] classFile, List<Problem> warnings) {
    return new Weaving(State.UNRELATED, classFile, List.of(), warnings);
  }

  /** Whether the class was woven just now. */
  public boolean changed() {
    return state == State.WOVEN;
  }
}
