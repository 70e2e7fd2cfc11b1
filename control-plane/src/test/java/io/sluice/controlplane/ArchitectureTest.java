package io.sluice.controlplane;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.sluice.controlplane.process.Rejection;
import org.junit.jupiter.api.Test;

/// The rules of the house, kept by the build.
class ArchitectureTest {
  private static final String ROOT = "io.sluice.controlplane";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void theCoreIsPure() {
    classes()
        .that()
        .resideInAnyPackage(ROOT + ".process", ROOT + ".placement")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.lang..",
            "java.time..",
            "java.util..",
            "org.jspecify.annotations..",
            "io.sluice.identity..",
            "io.sluice.process.rules..",
            "io.sluice.process.exec..",
            ROOT + ".process",
            ROOT + ".placement")
        .check(CLASSES);
  }

  @Test
  void theCoreAsksNoClockAndDrawsNoLots() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".process", ROOT + ".placement")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.time.Clock")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void placementKnowsNothingOfProcesses() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".placement")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".process")
        .check(CLASSES);
  }

  @Test
  void kafkaIsReachedThroughTheEventLogOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(CLASSES);
  }

  /// Of the core it knows the reasons of refusals alone, to give each its status.
  @Test
  void httpDoesNotTouchTheDecider() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".api", ROOT + ".gateway", ROOT + ".views")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    ROOT + ".process", ROOT + ".placement", ROOT + ".decisions", ROOT + ".history")
                .and(not(equivalentTo(Rejection.class))))
        .check(CLASSES);
  }

  @Test
  void theDeciderDoesNotTouchHttp() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".decisions", ROOT + ".history", ROOT + ".fleet")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micronaut..", ROOT + ".api", ROOT + ".gateway", ROOT + ".views")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void thereAreClassesToCheck() {
    assertThat(CLASSES.stream().map(JavaClass::getPackageName))
        .contains(ROOT + ".process", ROOT + ".gateway", ROOT + ".api");
  }
}
