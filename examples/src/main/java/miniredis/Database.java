package miniredis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Keys with their values, which are strings or lists, and with the time at which they expire.
 *
 * <p>It has no lock of its own: {@link Server} lets one command at a time in.
 */
final class Database {
  /** What {@link #expiry} gives for a key that stays. */
  static final long NEVER = -1;

  /** Has keys removed when their time is over. */
  @FunctionalInterface
  interface Expiry {
    /** What takes the order back. */
    Runnable schedule(String key, long delayMillis);
  }

  private static final class Entry {
    /** A {@code String} or a {@code ListValue}. */
    Object value;

    long expiresAt = NEVER;

    /** Takes the order back that the key is to be removed; null if there is none. */
    Runnable unschedule;

    Entry(Object value) {
      this.value = value;
    }
  }

  private final Map<String, Entry> entries = new HashMap<>();
  private final LongSupplier clock;
  private final Expiry expiry;

  Database(LongSupplier clock, Expiry expiry) {
    this.clock = clock;
    this.expiry = expiry;
  }

  /** The time in milliseconds since 1970. */
  long now() {
    return clock.getAsLong();
  }

  int size() {
    return entries.size();
  }

  private Entry find(String key) {
    Entry entry = entries.get(key);
    if (entry != null && entry.expiresAt != NEVER && entry.expiresAt <= now()) {
      remove(key);
      return null;
    }
    return entry;
  }

  boolean contains(String key) {
    return find(key) != null;
  }

  /** The value of a key; null if there is none. */
  Object get(String key) {
    Entry entry = find(key);
    return entry == null ? null : entry.value;
  }

  /** The string of a key; null if there is none. */
  String string(String key) throws RedisError {
    Object value = get(key);
    if (value instanceof ListValue) {
      throw RedisError.wrongType();
    }
    return (String) value;
  }

  /** The list of a key; null if there is none. */
  ListValue list(String key) throws RedisError {
    Object value = get(key);
    if (value instanceof String) {
      throw RedisError.wrongType();
    }
    return (ListValue) value;
  }

  /** Gives a key a value, which stays. */
  void put(String key, Object value) {
    Entry replaced = entries.put(key, new Entry(value));
    if (replaced != null) {
      unschedule(replaced);
    }
  }

  /** Gives a key another value, which expires when the one before would have. */
  void update(String key, Object value) {
    Entry entry = find(key);
    if (entry == null) {
      put(key, value);
    } else {
      entry.value = value;
    }
  }

  /** Removes a key; returns whether it was there. */
  boolean remove(String key) {
    Entry removed = entries.remove(key);
    if (removed == null) {
      return false;
    }
    unschedule(removed);
    return removed.expiresAt == NEVER || removed.expiresAt > now();
  }

  void clear() {
    entries.values().forEach(Database::unschedule);
    entries.clear();
  }

  /** When a key expires; {@link #NEVER} if it stays, or isn't there. */
  long expiry(String key) {
    Entry entry = find(key);
    return entry == null ? NEVER : entry.expiresAt;
  }

  /** Has a key that is there expire; if the time is over, it is removed. */
  void expireAt(String key, long millis) {
    if (millis <= now()) {
      remove(key);
      return;
    }
    Entry entry = entries.get(key);
    unschedule(entry);
    entry.expiresAt = millis;
    entry.unschedule = expiry.schedule(key, millis - now());
  }

  /** Has a key stay; returns whether it would have expired. */
  boolean persist(String key) {
    Entry entry = find(key);
    if (entry == null || entry.expiresAt == NEVER) {
      return false;
    }
    unschedule(entry);
    entry.expiresAt = NEVER;
    return true;
  }

  private static void unschedule(Entry entry) {
    if (entry.unschedule != null) {
      entry.unschedule.run();
      entry.unschedule = null;
    }
  }

  /** Removes a key whose time may be over. */
  void reclaim(String key) {
    Entry entry = find(key);
    if (entry != null && entry.expiresAt != NEVER) {
      // The clock of the day was set back, or the timer is a moment early.
      expireAt(key, entry.expiresAt);
    }
  }

  /** The keys that match a pattern, in no order. */
  List<String> keys(String pattern) {
    return new ArrayList<>(entries.keySet())
        .stream().filter(key -> Glob.matches(pattern, key) && contains(key)).toList();
  }
}
