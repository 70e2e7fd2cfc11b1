package io.sluice.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.sluice.standalone");

  @Test
  void onlyTheEventLogTalksToKafka() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(CLASSES);
  }

  @Test
  void onlyThePublisherKnowsLibwebrtc() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..publish..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.onvoid..")
        .check(CLASSES);
  }

  @Test
  void packagesDependOnEachOtherInOneDirectionOnly() {
    slices().matching("io.sluice.standalone.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nothingDependsOnTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.sluice.standalone.cli..")
        .check(CLASSES);
  }

  @Test
  void thePublisherIsAClientLikeAnyOther() {
    noClasses()
        .that()
        .resideInAPackage("..publish..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.sluice.worker..", "io.sluice.controlplane..", "io.sluice.schemas..")
        .check(CLASSES);
  }
}
