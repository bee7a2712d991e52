package com.acme;

import dev.weft.*;

/** There is none for older JVMs. */
@AsyncLambda
interface Decorator {
  String decorate(String text);
}
