package shop;

/** What is left of a nest after its async methods have gone. */
class Nest {
  static class Member {}
}
