package differential.other;

/** A class that other packages can't name but can get hold of. */
class Hidden {
  int number;

  @Override
  public String toString() {
    return "hidden " + number;
  }
}
