package dev.weft.signal;

import java.util.Locale;

/**
 * A signal by its name.
 *
 * @param name the name in capitals, without SIG
 */
public record SignalKind(String name) {
  /** Asks to end: what {@code kill} sends, and service managers. */
  public static final SignalKind TERMINATE = new SignalKind("TERM");

  /** Ctrl+C. */
  public static final SignalKind INTERRUPT = new SignalKind("INT");

  /** The terminal was closed; by custom also: read the configuration again. */
  public static final SignalKind HANGUP = new SignalKind("HUP");

  /** For the program's own purposes. */
  public static final SignalKind USER1 = new SignalKind("USR1");

  /** For the program's own purposes, where the JVM doesn't use it: it does on Linux. */
  public static final SignalKind USER2 = new SignalKind("USR2");

  /** The terminal's size has changed. */
  public static final SignalKind WINDOW_CHANGE = new SignalKind("WINCH");

  /** A child has ended or was stopped. */
  public static final SignalKind CHILD = new SignalKind("CHLD");

  /** A timer of the system is over. */
  public static final SignalKind ALARM = new SignalKind("ALRM");

  /** Takes names in small letters, and with SIG, too. */
  public SignalKind {
    String capitals = name.toUpperCase(Locale.ROOT);
    name = capitals.startsWith("SIG") ? capitals.substring(3) : capitals;
    if (!name.matches("[A-Z0-9]+")) {
      throw new IllegalArgumentException("no signal has the name '" + name + "'");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
