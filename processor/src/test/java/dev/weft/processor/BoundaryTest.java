package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Messager;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** Throws inside the boundary. */
final class BoundaryTest {
  private final List<String> printed = new ArrayList<>();
  private final Boundary boundary =
      new Boundary(
          new ElementReporter(
              proxy(Messager.class, arguments -> printed.add(String.valueOf(arguments[1])))));

  @Test
  void turns_an_exception_into_an_error_that_names_the_element() {
    TypeElement element = proxy(TypeElement.class, arguments -> {});

    boundary.run(
        element,
        "checking",
        () -> {
          throw new IllegalStateException("oops");
        });

    assertThat(printed)
        .singleElement()
        .asString()
        .startsWith(
            "[WEFT-000] internal error while checking shop.Order; please report it with this"
                + " stack trace: java.lang.IllegalStateException: oops")
        .contains("at dev.weft.processor.BoundaryTest.");
  }

  @Test
  void says_nothing_otherwise() {
    boundary.run(proxy(TypeElement.class, arguments -> {}), "checking", () -> {});

    assertThat(printed).isEmpty();
  }

  private interface Call {
    void with(Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            BoundaryTest.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getName().equals("toString")) {
                return "shop.Order";
              }
              call.with(arguments);
              return null;
            }));
  }
}
