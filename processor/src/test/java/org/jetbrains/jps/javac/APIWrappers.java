package org.jetbrains.jps.javac;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.WeakHashMap;

/** Stands for the class of IntelliJ's build process that hands out and unwraps proxies. */
public final class APIWrappers {
  private static final Map<Object, Object> WRAPPED = new WeakHashMap<>();

  private APIWrappers() {}

  /** A proxy for an object. */
  public static synchronized <T> T wrap(Class<T> type, T object) {
    Object proxy =
        Proxy.newProxyInstance(
            APIWrappers.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return method.invoke(object, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    WRAPPED.put(proxy, object);
    return type.cast(proxy);
  }

  /** The object behind a proxy, or null. */
  public static synchronized <T> T unwrap(Class<T> type, Object proxy) {
    return type.cast(WRAPPED.get(proxy));
  }
}
