module com.acme.named {
  requires transitive dev.weft;

  exports com.acme.named;
}
