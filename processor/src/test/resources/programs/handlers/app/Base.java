package app;

import api.Handler;

abstract class Base implements Handler<String> {
  Handler<String> inner = request -> request;

  @Override
  public String handle(String request) {
    return "base";
  }
}
