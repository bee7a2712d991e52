package dev.weft.fs;

import java.nio.file.Path;

/**
 * Something that has happened in a directory.
 *
 * @param kind what
 * @param path to what: something in the directory, or the directory itself for an overflow
 */
public record FileEvent(Kind kind, Path path) {
  /** What can happen. */
  public enum Kind {
    /** Something was made there, or moved there. */
    CREATED,
    /**
     * Something was changed: what it holds, or its attributes. One write may be several of these.
     */
    MODIFIED,
    /** Something was deleted there, or moved away. */
    DELETED,
    /**
     * More has happened than could be kept: events are missing, so look at the directory itself.
     */
    OVERFLOW
  }
}
