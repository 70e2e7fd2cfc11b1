package io.sluice.eventlog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final ArchRule ONLY_THE_LOG_KNOWS_KAFKA =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sluice.eventlog..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  private final JavaClasses main =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.sluice");

  @Test
  void onlyTheLogKnowsKafka() {
    ONLY_THE_LOG_KNOWS_KAFKA.check(main);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.sluice.eventlog.(*)..").should().beFreeOfCycles().check(main);
    slices().matching("io.sluice.schemas.(*)..").should().beFreeOfCycles().check(main);
  }

  @Test
  void theRootOfTheLogStandsOnNoneOfItsParts() {
    noClasses()
        .that()
        .resideInAPackage("io.sluice.eventlog")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.sluice.eventlog.*..")
        .check(main);
  }

  @Test
  void mainNeverImportsTesting() {
    noClasses().should().dependOnClassesThat().resideInAPackage("..testing..").check(main);
  }

  @Test
  void onlyTheBrokerKnowsTheServer() {
    classes()
        .that()
        .resideOutsideOfPackage("io.sluice.eventlog.broker..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages(
            "kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..")
        .check(main);
  }

  @Test
  void noneOfItKnowsTheDomain() {
    noClasses()
        .that()
        .resideInAPackage("io.sluice.eventlog..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.sluice.schemas")
        .check(main);
  }

  @Test
  void aStrayUseOfKafkaIsFound() {
    JavaClasses tests = new ClassFileImporter().importClasses(ArchitectureTest.StrayUse.class);

    assertThatThrownBy(() ->
            noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(tests))
        .isInstanceOf(AssertionError.class);
  }

  @SuppressWarnings("unused")
  private record StrayUse(org.apache.kafka.common.TopicPartition partition) {}
}
