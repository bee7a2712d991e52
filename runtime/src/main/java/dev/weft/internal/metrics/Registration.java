package dev.weft.internal.metrics;

import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** A bean in the JVM's own bean server under a name that no other has. */
final class Registration {
  private final ObjectName name;

  private Registration(ObjectName name) {
    this.name = name;
  }

  /** Registers a bean under the name of its runtime, followed by a number if that is taken. */
  static Registration register(String runtime, RuntimeBean bean) {
    for (int number = 1; ; number++) {
      try {
        ObjectName name = objectName(number == 1 ? runtime : runtime + "-" + number);
        server().registerMBean(bean, name);
        return new Registration(name);
      } catch (InstanceAlreadyExistsException e) {
        // Another runtime has it; the next one may be free.
      } catch (JMException e) {
        throw new IllegalStateException("JMX refused the bean of the runtime " + runtime, e);
      }
    }
  }

  private static ObjectName objectName(String runtime) throws JMException {
    return new ObjectName("dev.weft:type=AsyncRuntime,name=" + ObjectName.quote(runtime));
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }

  /** Takes the bean out; harmless if somebody did so before. */
  void remove() {
    try {
      server().unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      // Somebody has taken it out through JMX.
    } catch (JMException e) {
      throw new IllegalStateException("JMX didn't let go of " + name, e);
    }
  }
}
