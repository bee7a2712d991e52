module com.acme.app {
  requires com.acme.api;
}
