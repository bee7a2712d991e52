package com.acme.model;

import dev.weft.*;

/** Code of others that may await. */
@AsyncLambda
public interface Discount {
  Price of(Price price);
}
