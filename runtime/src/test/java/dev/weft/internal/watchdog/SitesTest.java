package dev.weft.internal.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SitesTest {
  private static final StackTraceElement SLEEP = jdk("java.lang.Thread", "sleep");
  private static final StackTraceElement AWAIT = user("dev.weft.abi.Strand", "await");
  private static final StackTraceElement TASK = user("dev.weft.internal.task.Task", "run");
  private static final StackTraceElement BAR = user("com.acme.Foo", "bar");
  private static final StackTraceElement BAZ = user("com.acme.Foo", "baz");

  private static StackTraceElement jdk(String type, String method) {
    return new StackTraceElement(null, "java.base", "17", type, method, "User.java", 1);
  }

  private static StackTraceElement user(String type, String method) {
    return new StackTraceElement(type, method, "User.java", 1);
  }

  private static StackTraceElement siteOf(StackTraceElement... stack) {
    return Sites.of(stack);
  }

  @Test
  void theSiteIsTheInnermostLineOfTheUser() {
    assertThat(siteOf(SLEEP, BAR, AWAIT, BAZ, TASK)).isEqualTo(BAR);
    assertThat(siteOf(BAZ, BAR, TASK)).isEqualTo(BAZ);
    assertThat(siteOf(SLEEP, AWAIT, BAR)).isEqualTo(BAR);
  }

  @Test
  void withoutTheUserItIsTheInnermostLine() {
    assertThat(siteOf(SLEEP, AWAIT, TASK)).isEqualTo(user("java.lang.Thread", "sleep"));
  }

  @Test
  void eachIsNewOnce() {
    Sites sites = new Sites();
    assertThat(sites.isNew(BAR)).isTrue();
    sites.add(BAR);
    assertThat(sites.isNew(user("com.acme.Foo", "bar"))).isFalse();
    assertThat(sites.isNew(BAZ)).isTrue();
  }

  @Test
  void theyAreBounded() {
    Sites sites = new Sites();
    for (int i = 0; i < Sites.MAXIMUM; i++) {
      assertThat(sites.isNew(BAR)).isTrue();
      sites.add(user("com.acme.Foo", "method" + i));
    }
    assertThat(sites.isNew(BAR)).isFalse();
  }
}
