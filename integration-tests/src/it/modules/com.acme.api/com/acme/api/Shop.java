package com.acme.api;

import static dev.weft.Weft.*;

import com.acme.api.hidden.Storage;
import com.acme.model.*;
import dev.weft.*;

/** An async API, part of which lies in a package that nobody else sees. */
public class Shop extends Storage {
  @Async
  public Future<Price> price(String item) {
    Price price = await(stored(item));
    await(yieldNow());
    return price.times(2);
  }

  @Async
  public Future<Price> price(String item, Discount discount) {
    return ready(discount.of(await(price(item))));
  }
}
