package dev.weft.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the processor may use, and what it shows. */
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importUrl(WeftProcessor.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  @Tag("P101")
  void uses_only_the_exported_api_of_javac() {
    noClasses().should().dependOnClassesThat().resideInAPackage("com.sun.tools..").check(CLASSES);
  }

  @Test
  void knows_the_runtime_by_name_only() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.weft", "dev.weft.abi..", "dev.weft.internal..", "dev.weft.task..")
        .check(CLASSES);
  }

  @Test
  void sees_the_weaver_through_its_door() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.weft.weaver.*..")
        .check(CLASSES);
  }

  @Test
  void shows_nothing_but_the_processor() {
    classes()
        .that()
        .doNotHaveFullyQualifiedName(WeftProcessor.class.getName())
        .should()
        .notHaveModifier(JavaModifier.PUBLIC)
        .check(CLASSES);
  }
}
