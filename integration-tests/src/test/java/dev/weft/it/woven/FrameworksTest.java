package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mockito.MockedStatic;
import org.mockito.Mockito;
import org.mockito.MockitoSession;
import org.mockito.exceptions.verification.NoInteractionsWanted;
import org.mockito.quality.Strictness;

/** Frameworks that look for methods find those of the source, and not their bodies. */
final class FrameworksTest {
  /** A service, and a bean besides. */
  public static class Shop {
    private int size = 3;

    @Async
    public Future<Integer> price(String item) {
      await(yieldNow());
      return ready(item.length());
    }

    @Async
    public Future<Integer> total() {
      return ready(await(price("book")) + 1);
    }

    @Async
    public Future<Integer> lambda() {
      Future<Integer> inner = async(() -> await(price("a")) + 2);
      return ready(await(inner));
    }

    @Async
    public final Future<Integer> fixed() {
      await(yieldNow());
      return ready(2);
    }

    @Async
    public Future<Integer> callsFixed() {
      return ready(await(fixed()) + 10);
    }

    @Async
    public static Future<Integer> branches() {
      await(yieldNow());
      return ready(5);
    }

    @Async
    Future<Integer> size(int factor) {
      await(yieldNow());
      return ready(size * factor);
    }

    public int getSize() {
      return size;
    }

    public void setSize(int size) {
      this.size = size;
    }
  }

  /** An interface whose method is inherited by what implements it. */
  public interface Priced {
    @Async
    default Future<Integer> tax() {
      await(yieldNow());
      return ready(19);
    }
  }

  private static Integer run(Future<Integer> future) {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
      return runtime.blockOn(future);
    }
  }

  @Test
  void publicMethodsAreThoseOfTheSource() {
    assertThat(Shop.class.getMethods())
        .filteredOn(method -> method.getDeclaringClass() == Shop.class)
        .extracting(Method::getName)
        .containsExactlyInAnyOrder(
            "price", "total", "lambda", "fixed", "callsFixed", "branches", "getSize", "setSize");
    assertThat(userMethods(Priced.class.getMethods()))
        .extracting(Method::getName)
        .containsOnly("tax");
  }

  /** As Spring, JUnit and others filter. */
  private static Stream<Method> userMethods(Method[] methods) {
    return Arrays.stream(methods).filter(method -> !method.isSynthetic() && !method.isBridge());
  }

  /** A body is another method of the same name: those who look by name alone must look closer. */
  @Test
  void aNameAloneFindsTheMethodAndItsPrivateBody() throws Exception {
    List<Method> named =
        userMethods(Shop.class.getDeclaredMethods())
            .filter(method -> method.getName().equals("size"))
            .sorted(Comparator.comparingInt(Method::getParameterCount))
            .toList();
    assertThat(named).hasSize(2);
    assertThat(named.get(0)).isEqualTo(Shop.class.getDeclaredMethod("size", int.class));
    assertThat(named.get(0).isAnnotationPresent(Async.class)).isTrue();
    assertThat(named.get(1).getModifiers()).isEqualTo(Modifier.PRIVATE);
    assertThat(named.get(1).getAnnotations()).isEmpty();
  }

  @Test
  void beansHaveTheirPropertiesAndNoOthers() throws Exception {
    assertThat(Introspector.getBeanInfo(Shop.class).getPropertyDescriptors())
        .extracting(PropertyDescriptor::getName)
        .containsExactly("class", "size");
    ObjectMapper json = new ObjectMapper();
    Shop shop = json.readValue("{\"size\":7}", Shop.class);
    assertThat(json.writeValueAsString(shop)).isEqualTo("{\"size\":7}");
    assertThat(run(shop.size(2))).isEqualTo(14);
  }

  @Test
  void mocksAnswer() {
    Shop shop = mock(Shop.class);
    when(shop.price("book")).thenReturn(ready(7));
    when(shop.price("pen")).thenCallRealMethod();
    assertThat(run(shop.price("book"))).isEqualTo(7);
    assertThat(run(shop.price("pen"))).isEqualTo(3);
    verify(shop).price("book");
    verify(shop).price("pen");
    verifyNoMoreInteractions(shop);
  }

  @Test
  void defaultMethodsOfMockedInterfacesRun() {
    Priced priced = mock(Priced.class, CALLS_REAL_METHODS);
    assertThat(run(priced.tax())).isEqualTo(19);
    verify(priced).tax();
    verifyNoMoreInteractions(priced);
  }

  @Test
  void spiesSeeTheCallsOfTheSourceOnly() {
    Shop shop = spy(new Shop());
    doReturn(ready(7)).when(shop).price("book");
    assertThat(run(shop.total())).isEqualTo(8);
    assertThat(run(shop.lambda())).isEqualTo(3);
    verify(shop).total();
    verify(shop).lambda();
    verify(shop).price("book");
    verify(shop).price("a");
    verifyNoMoreInteractions(shop);
  }

  /** Strict stubs compare names alone. */
  @Test
  void strictStubsAreNotUpsetByBodies() {
    MockitoSession session =
        Mockito.mockitoSession().strictness(Strictness.STRICT_STUBS).startMocking();
    Shop shop = spy(new Shop());
    doReturn(ready(7)).when(shop).price(anyString());
    doReturn(ready(1)).when(shop).size(any(Integer.class));
    assertThat(run(shop.total())).isEqualTo(8);
    assertThat(run(shop.size(1))).isEqualTo(1);
    session.finishMocking();
  }

  /** Its target is certain, so the body is called directly; {@code weft.fuse=false} prevents it. */
  @Test
  void aStubbedFinalMethodIsNotAskedByItsOwnClass() {
    Shop shop = spy(new Shop());
    doReturn(ready(7)).when(shop).fixed();
    assertThat(run(shop.fixed())).isEqualTo(7);
    assertThat(run(shop.callsFixed())).isEqualTo(12);
  }

  /** Mockito answers for all static methods of a class, whatever they are. */
  @Test
  void mockedStaticMethodsAreAnsweredForWithTheirBodies() {
    try (MockedStatic<Shop> shop = mockStatic(Shop.class)) {
      shop.when(Shop::branches).thenReturn(ready(9));
      assertThat(run(Shop.branches())).isEqualTo(9);
      shop.verify(Shop::branches);
      shop.verifyNoMoreInteractions();
      shop.when(Shop::branches).thenCallRealMethod();
      assertThat(run(Shop.branches())).isEqualTo(0);
    }
    try (MockedStatic<Shop> shop = mockStatic(Shop.class, CALLS_REAL_METHODS)) {
      assertThat(run(Shop.branches())).isEqualTo(5);
      shop.verify(Shop::branches);
      assertThatThrownBy(shop::verifyNoMoreInteractions).isInstanceOf(NoInteractionsWanted.class);
    }
  }
}
