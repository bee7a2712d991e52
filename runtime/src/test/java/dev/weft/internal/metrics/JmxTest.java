package dev.weft.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.internal.testing.Gate;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Yields;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class JmxTest {
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  private static AsyncRuntime open(String name) {
    return AsyncRuntime.currentThread().name(name).jmx(true).build();
  }

  private static ObjectName bean(String name) throws JMException {
    return new ObjectName("dev.weft:type=AsyncRuntime,name=" + ObjectName.quote(name));
  }

  @Test
  void aRuntimeIsShownUnderItsNameUntilItIsClosed() throws JMException {
    try (AsyncRuntime runtime = open("orders")) {
      runtime.blockOn(runtime.spawn(new Yields(4)));
      assertThat(server.getAttribute(bean("orders"), "Polls")).isEqualTo(5L);
      assertThat(server.getAttribute(bean("orders"), "SpawnedTasks")).isEqualTo(1L);
      assertThat(server.getAttribute(bean("orders"), "WorkerPolls")).isEqualTo(new long[] {5});
    }
    assertThat(server.isRegistered(bean("orders"))).isFalse();
  }

  @Test
  void aNameThatIsTakenGetsANumber() throws JMException {
    AsyncRuntime first = open("twins");
    AsyncRuntime second = open("twins");
    second.blockOn(second.spawn(new Value<>(() -> 1)));
    assertThat(server.getAttribute(bean("twins"), "Polls")).isEqualTo(0L);
    assertThat(server.getAttribute(bean("twins-2"), "Polls")).isEqualTo(1L);
    first.close();
    assertThat(server.isRegistered(bean("twins"))).isFalse();
    assertThat(server.isRegistered(bean("twins-2"))).isTrue();
    second.close();
    assertThat(server.isRegistered(bean("twins-2"))).isFalse();
  }

  @Test
  void aRuntimeIsNotShownUnlessItIsAskedFor() throws JMException {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().name("hidden").build()) {
      assertThat(server.isRegistered(bean(runtime.name()))).isFalse();
    }
  }

  @Test
  void whoeverHasTakenTheBeanOutDoesNoHarm() throws JMException {
    AsyncRuntime runtime = open("removed");
    server.unregisterMBean(bean("removed"));
    runtime.close();
    assertThat(server.isRegistered(bean("removed"))).isFalse();
  }

  @Test
  void eachAttributeHasTheTypeThatItSays() throws JMException, ClassNotFoundException {
    try (AsyncRuntime runtime = open("typed \"name\", with=everything*")) {
      ObjectName bean = bean(runtime.name());
      for (MBeanAttributeInfo info : server.getMBeanInfo(bean).getAttributes()) {
        Object value = server.getAttribute(bean, info.getName());
        String type = value instanceof Long ? "long" : value.getClass().getName();
        assertThat(type).as(info.getName()).isEqualTo(info.getType());
        assertThat(info.getDescription()).isNotBlank();
      }
    }
  }

  @Test
  void severalAttributesAreReadAtOnceAndUnknownOnesLeftOut() throws JMException {
    try (AsyncRuntime runtime = open("several")) {
      AttributeList list =
          server.getAttributes(bean(runtime.name()), new String[] {"Polls", "Nothing", "Parks"});
      assertThat(list.asList()).extracting(Attribute::getName).isEqualTo(List.of("Polls", "Parks"));
      assertThatThrownBy(() -> server.getAttribute(bean("several"), "Nothing"))
          .isInstanceOf(AttributeNotFoundException.class)
          .hasMessageContaining("a runtime has no attribute Nothing");
    }
  }

  @Test
  void tasksAreDumpedByItsOperations() throws JMException {
    try (AsyncRuntime runtime = open("dumped")) {
      runtime.spawn(new Gate());
      assertThat((String) invoke("dumped", "dumpTasks"))
          .startsWith("task ")
          .contains(" runs, or is ready to\n\tat ");
      assertThat((String) invoke("dumped", "dumpTasksAsJson"))
          .startsWith("[{\"id\":")
          .contains(",\"state\":\"ready\",\"waitsFor\":null,\"heldBy\":[],\"stack\":[\"")
          .endsWith("]}]");
      assertThat(server.getMBeanInfo(bean("dumped")).getOperations())
          .extracting(MBeanFeatureInfo::getName)
          .containsExactly("dumpTasks", "dumpTasksAsJson");
      assertThatThrownBy(() -> invoke("dumped", "nothing"))
          .hasRootCauseMessage("a runtime has no operation nothing");
    }
  }

  private Object invoke(String name, String operation) throws JMException {
    return server.invoke(bean(name), operation, new Object[0], new String[0]);
  }
}
