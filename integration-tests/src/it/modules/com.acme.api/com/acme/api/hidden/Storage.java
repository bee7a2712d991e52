package com.acme.api.hidden;

import static dev.weft.Weft.*;

import com.acme.model.*;
import dev.weft.*;

/** A public class of a package that is not exported. */
public class Storage {
  @Async
  protected Future<Price> stored(String item) {
    await(yieldNow());
    return ready(new Price(item.length()));
  }
}
