module com.acme.api {
  exports com.acme.api;

  requires transitive com.acme.model;
}
