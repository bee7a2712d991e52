package dev.weft.internal.waits;

import java.util.Collection;
import java.util.List;

/**
 * An object through which units of resources can be given back: a guard, or what the sender of a
 * channel refers to.
 */
public interface Held {
  /**
   * What can be given back; nothing any more once that was done.
   *
   * @param owner the object that refers to this one, where it makes a difference which does
   */
  List<Share> shares(Object owner);

  /** What else whoever has this can get at. */
  default Collection<?> contents() {
    return List.of();
  }

  /**
   * Some units of one resource.
   *
   * @param resource the resource
   * @param count the number
   */
  record Share(Resource resource, int count) {}
}
