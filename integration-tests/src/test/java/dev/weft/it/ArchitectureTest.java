package dev.weft.it;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The arrows between modules and packages all point the way that the design says. */
final class ArchitectureTest {
  private static final String JDK = "java..";
  private static final String TLS = "javax.net.ssl..";
  private static final String MANAGEMENT = "javax.management..";
  private static final String THREADS = "com.sun.management..";
  private static final String FLIGHTS = "jdk.jfr..";
  private static final String NULLNESS = "org.jspecify..";
  private static final String SCHEDULER = "dev.weft.internal.scheduler..";

  private static final JavaClasses RUNTIME = module("runtime");
  private static final JavaClasses WEAVER = module("weaver-maven-plugin/core");
  private static final JavaClasses PLUGIN = module("weaver-maven-plugin/plugin");
  private static final JavaClasses PROCESSOR = module("processor");
  private static final JavaClasses JUNIT = module("junit5");

  private static JavaClasses module(String path) {
    return new ClassFileImporter().importPath(Checkout.root().resolve(path + "/target/classes"));
  }

  @Test
  void everyModuleWasRead() {
    assertThat(RUNTIME).hasSizeGreaterThan(50);
    assertThat(WEAVER).hasSizeGreaterThan(20);
    assertThat(PLUGIN).hasSizeGreaterThan(3);
    assertThat(PROCESSOR).hasSizeGreaterThan(10);
    assertThat(JUNIT).hasSizeGreaterThan(10);
  }

  @Test
  void runtimeNeedsNothingButTheJdk() {
    onlyUses(RUNTIME, "dev.weft..", JDK, TLS, MANAGEMENT, THREADS, FLIGHTS, NULLNESS);
  }

  /** Modules that may be absent are named behind doors that can tell. */
  @Test
  void onlyMetricsNeedModulesThatMayBeAbsent() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.weft.internal.metrics")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(MANAGEMENT, THREADS, "java.lang.management..")
        .check(RUNTIME);
  }

  @Test
  void onlyTheDoorToRecordingsNeedsItsModule() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.weft.internal.jfr")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(FLIGHTS)
        .check(RUNTIME);
  }

  /** A program that doesn't use the bridge does without the module. */
  @Test
  void onlyTheBridgeToTheHttpClientNeedsItsModule() {
    noClasses()
        .that(describe("are no part of it", type -> !isHttpBridge(type)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .check(RUNTIME);
  }

  private static boolean isHttpBridge(JavaClass type) {
    return type.getName().matches("dev\\.weft\\.interop\\.(HttpClients|BodyStream)(\\$.*)?");
  }

  /** It knows the runtime's types by name only. */
  @Test
  void weaverNeedsNothingButAsm() {
    onlyUses(WEAVER, "dev.weft.weaver..", "org.objectweb.asm..", JDK, NULLNESS);
  }

  /** Each pass of the weaver sees the ones before it. */
  @Test
  void passesSeeOnlyWhatComesBeforeThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("scan")
        .definedBy("dev.weft.weaver.scan..")
        .layer("analyse")
        .definedBy("dev.weft.weaver.analyse..")
        .layer("plan")
        .definedBy("dev.weft.weaver.plan..")
        .layer("emit")
        .definedBy("dev.weft.weaver.emit..")
        .layer("verify")
        .definedBy("dev.weft.weaver.verify..")
        .layer("explain")
        .definedBy("dev.weft.weaver.explain..")
        .layer("lint")
        .definedBy("dev.weft.weaver.lint..")
        .whereLayer("scan")
        .mayNotAccessAnyLayer()
        .whereLayer("analyse")
        .mayOnlyAccessLayers("scan")
        .whereLayer("plan")
        .mayOnlyAccessLayers("scan", "analyse")
        .whereLayer("emit")
        .mayOnlyAccessLayers("scan", "analyse", "plan")
        .whereLayer("verify")
        .mayOnlyAccessLayers("scan", "analyse")
        .whereLayer("explain")
        .mayOnlyAccessLayers("scan", "analyse", "plan")
        .whereLayer("lint")
        .mayOnlyAccessLayers("scan", "analyse")
        .check(WEAVER);
  }

  @Test
  void pluginIsThinOverTheDoorOfTheWeaver() {
    onlyUses(PLUGIN, "dev.weft.maven..", "dev.weft.weaver", "org.apache.maven..", JDK, NULLNESS);
  }

  /** Of javac only what its module exports. */
  @Test
  void processorUsesExportedApiOnly() {
    onlyUses(
        PROCESSOR,
        "dev.weft.processor..",
        "dev.weft.weaver",
        "com.google.auto.service..",
        "com.palantir.javapoet..",
        "com.google.auto.service..",
        "com.sun.source..",
        "javax.annotation.processing..",
        "javax.lang.model..",
        "javax.tools..",
        JDK,
        NULLNESS);
  }

  /** Of the runtime's inside only the door that was made for it. */
  @Test
  void testsNeedJUnitsApiAndADoorToTheRuntime() {
    onlyUses(
        JUNIT,
        "dev.weft",
        "dev.weft.abi",
        "dev.weft.internal.junit",
        "dev.weft.junit5",
        "dev.weft.task",
        "dev.weft.time",
        "org.junit.jupiter.api..",
        "org.junit.platform.commons.support..",
        "org.opentest4j..",
        JDK,
        NULLNESS);
  }

  /** It is for tests alone. */
  @Test
  void nothingInTheRuntimeUsesTheDoorForTests() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.weft.internal.junit")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.weft.internal.junit")
        .check(RUNTIME);
  }

  private static void onlyUses(JavaClasses module, String... packages) {
    classes().should().onlyDependOnClassesThat().resideInAnyPackage(packages).check(module);
  }

  /** A debugger that asks for a logical stack may have stopped the watchdog anywhere. */
  @Test
  void logicalStacksAndTheWatchdogDoWithoutStreams() {
    noClasses()
        .that()
        .haveNameMatching("dev\\.weft\\.abi\\.(FrameTable|Folding|Suspension).*")
        .or()
        .haveFullyQualifiedName("dev.weft.internal.watchdog.Watchdog")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.stream..")
        .check(RUNTIME);
  }

  @Test
  void onlyMachinerySeesTheScheduler() {
    classes()
        .that()
        .resideInAPackage(SCHEDULER)
        .should()
        .onlyHaveDependentClassesThat(
            resideInAPackage("dev.weft.internal..").or(name("dev.weft.abi.Eager")))
        .because("an eager method outside of a runtime runs on its caller's thread")
        .check(RUNTIME);
  }

  /** Whatever feature packages there will be. */
  @Test
  void featuresDontSeeTheScheduler() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.weft", "dev.weft.abi", "dev.weft.internal..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SCHEDULER)
        .check(RUNTIME);
  }

  /** Bridges stand on the public side; {@code Weft.owned} alone leads to one. */
  @Test
  void onlyTheWordsOfTheLanguageSeeBridges() {
    classes()
        .that()
        .resideInAPackage("dev.weft.interop..")
        .should()
        .onlyHaveDependentClassesThat(
            resideInAPackage("dev.weft.interop..").or(name("dev.weft.Weft")))
        .check(RUNTIME);
  }

  @Test
  void tasksKnowNoScheduler() {
    noClasses()
        .that()
        .resideInAPackage("dev.weft.internal.task..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SCHEDULER)
        .check(RUNTIME);
  }

  @Test
  void machineryHasNoCycles() {
    slices().matching("dev.weft.internal.(*)..").should().beFreeOfCycles().check(RUNTIME);
  }

  /** A permits clause may: it names the one hidden implementation. */
  @Test
  void publicSignaturesMentionNoMachinery() {
    members()
        .that()
        .areDeclaredInClassesThat(
            describe("are exported", type -> isVisible(type) && !isInternal(type)))
        .and(describe("can be seen", ArchitectureTest::isVisible))
        .should(not(mention(ArchitectureTest::isInternal)))
        .check(RUNTIME);
  }

  private static boolean isInternal(JavaClass type) {
    return type.getPackageName().startsWith("dev.weft.internal");
  }

  private static boolean isVisible(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
  }

  private static boolean isVisible(JavaMember member) {
    return (member.getModifiers().contains(JavaModifier.PUBLIC)
            || member.getModifiers().contains(JavaModifier.PROTECTED))
        && !member.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  private static ArchCondition<JavaMember> mention(Predicate<JavaClass> types) {
    return new ArchCondition<>("mention types of packages that are not exported") {
      @Override
      public void check(JavaMember member, ConditionEvents events) {
        for (JavaClass type : member.getAllInvolvedRawTypes()) {
          if (types.test(type)) {
            String message = member.getDescription() + " mentions " + type.getName();
            events.add(SimpleConditionEvent.satisfied(member, message));
          }
        }
      }
    };
  }
}
