module com.acme.model {
  exports com.acme.model;

  requires transitive dev.weft;
}
