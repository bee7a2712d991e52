package dev.weft.junit5;

import dev.weft.Flavor;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The runs of a test, on one kind of runtime after the other; made when they are asked for. */
final class Runs implements Iterator<Seeded> {
  private final Iterator<Flavor> flavors;
  private final Seeds seeds;
  private Iterator<Seeded> current = Collections.emptyIterator();

  Runs(List<Flavor> flavors, Seeds seeds) {
    this.flavors = flavors.iterator();
    this.seeds = seeds;
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext() && flavors.hasNext()) {
      current = seeds.on(flavors.next());
    }
    return current.hasNext();
  }

  @Override
  public Seeded next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no run is left");
    }
    return current.next();
  }
}
