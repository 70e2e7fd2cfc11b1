package io.sluice.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses WORKER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.sluice.worker");

  @Test
  void packagesOfBytesKnowNothingButBytes() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.sluice.worker.bytes",
            "io.sluice.worker.rtp",
            "io.sluice.worker.stun",
            "io.sluice.worker.sdp")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache..", "io.micronaut..", "java.nio.file..", "org.slf4j..", "java.net.http..")
        .check(WORKER);
  }

  @Test
  void pureClassesDoNoInputOrOutput() {
    noClasses()
        .that()
        .haveSimpleName("FfmpegCommand")
        .or()
        .haveSimpleName("InputSdp")
        .or()
        .haveSimpleName("OutputDefaults")
        .or()
        .haveSimpleName("ProgressParser")
        .or()
        .haveSimpleName("ExitClassifier")
        .or()
        .haveSimpleName("RestartPolicy")
        .or()
        .haveSimpleName("IncarnationRule")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache..",
            "io.micronaut..",
            "java.io..",
            "java.nio.file..",
            "java.net..",
            "org.slf4j..")
        .check(WORKER);
  }

  @Test
  void avroStopsWhereKafkaDoes() {
    classes()
        .that()
        .resideOutsideOfPackages(
            "io.sluice.worker",
            "io.sluice.worker.facts",
            "io.sluice.worker.report",
            "io.sluice.worker.sessions",
            "io.sluice.worker.assignment",
            "io.sluice.worker.heartbeat")
        .and()
        .resideInAPackage("io.sluice.worker..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages(
            "io.sluice.schemas",
            "io.sluice.schemas.codec",
            "org.apache.avro..",
            "io.sluice.eventlog..")
        .check(WORKER);
  }

  @Test
  void onlyTheEventLogSpeaksKafka() {
    noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.kafka..").check(WORKER);
  }

  @Test
  void micronautStaysAtTheHttpEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.sluice.worker", "io.sluice.worker.whip", "io.sluice.worker.preview")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.micronaut..")
        .check(WORKER);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("io.sluice.worker.(*)..").should().beFreeOfCycles().check(WORKER);
  }

  @Test
  void roomsOfThePeerFormNoCycleAndKnowNothingOfTheHouse() {
    slices().matching("io.sluice.worker.peer.(*)..").should().beFreeOfCycles().check(WORKER);
    noClasses()
        .that()
        .resideInAPackage("io.sluice.worker.peer.*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.sluice.worker.peer")
        .check(WORKER);
  }
}
