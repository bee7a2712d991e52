package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.junit5.AsyncAfterEach;
import dev.weft.junit5.AsyncAssertions;
import dev.weft.junit5.AsyncBeforeEach;
import dev.weft.junit5.AsyncTest;
import dev.weft.weaver.LintRules;
import dev.weft.weaver.scan.Abi;
import java.lang.annotation.Annotation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What the weaver and the processor call by name is what weft-junit5 and JUnit have. */
final class TestAnnotationsTest {
  private static final List<Class<? extends Annotation>> TESTS =
      List.of(AsyncTest.class, AsyncBeforeEach.class, AsyncAfterEach.class);

  @Test
  void theWeaverKnowsThem() {
    assertThat(Abi.TESTS)
        .containsExactlyInAnyOrderElementsOf(TESTS.stream().map(Class::descriptorString).toList());
    assertThat(Abi.PLAIN_TEST).isEqualTo(Test.class.descriptorString());
  }

  @Test
  void theProcessorKnowsThem() throws Exception {
    assertThat(name("TESTS")).isEqualTo(Set.copyOf(TESTS.stream().map(Class::getName).toList()));
    assertThat(name("PLAIN_TEST")).isEqualTo(Test.class.getName());
    assertThat(LintRules.ASSERTIONS)
        .containsExactlyInAnyOrder(
            Assertions.class.getName(),
            org.assertj.core.api.Assertions.class.getPackageName() + ".");
    assertThat(AsyncAssertions.class.getMethods()).anyMatch(m -> m.getName().equals("fails"));
  }

  private static Object name(String constant) throws Exception {
    Field field = Class.forName("dev.weft.processor.Names").getDeclaredField(constant);
    field.setAccessible(true);
    return field.get(null);
  }

  /** An annotation made of one of them would give JUnit a test that isn't woven. */
  @Test
  void theyMarkMethodsOnlyAndReachTheClassFile() {
    assertThat(TESTS)
        .allSatisfy(
            type -> {
              assertThat(type.getAnnotation(Target.class).value())
                  .containsExactly(ElementType.METHOD);
              assertThat(type.getAnnotation(Retention.class).value())
                  .isEqualTo(RetentionPolicy.RUNTIME);
            });
  }
}
