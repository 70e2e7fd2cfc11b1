package io.sluice.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.schemas.StopProcess;
import io.sluice.schemas.Transition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Old readers read what new writers write, and new readers what old writers wrote.
class CompatibilityTest {
  private static final SchemaValidator BOTH_WAYS =
      new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

  @BeforeAll
  static void publishWhenAsked() throws IOException {
    String version = System.getProperty("sluice.schemas.publish");
    if (version != null) {
      SchemaFiles.publish(Path.of("published", version));
    }
  }

  static List<Class<? extends SpecificRecord>> records() {
    return KnownRecords.CLASSES;
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyRecordReadsAndIsReadByEveryPublishedForm(Class<? extends SpecificRecord> type) {
    Schema current = SchemaFiles.current(type);

    assertThatCode(() -> BOTH_WAYS.validate(current, PublishedSchemas.of(type.getSimpleName())))
        .doesNotThrowAnyException();
  }

  @Test
  void publishedFormsAreFound() {
    assertThat(PublishedSchemas.of("Transition"))
        .extracting(Schema::getFullName)
        .containsExactly(Transition.class.getName());
  }

  @Test
  void aNewFieldWithoutADefaultIsIncompatible() {
    assertIncompatible(
        "\"fields\":[", "\"fields\":[{\"name\":\"planted\",\"type\":\"int\",\"doc\":\"x\"},");
  }

  @Test
  void aChangedTypeIsIncompatible() {
    assertIncompatible(
        "\"name\":\"commandId\",\"type\":{\"type\":\"string\"",
        "\"name\":\"commandId\",\"type\":{\"type\":\"long\"");
  }

  private static void assertIncompatible(String found, String planted) {
    String text = SchemaFormatter.format("json/inline", SchemaFiles.current(StopProcess.class));
    assertThat(text).contains(found);
    Schema changed = new Schema.Parser().parse(text.replace(found, planted));

    assertThatThrownBy(() -> BOTH_WAYS.validate(changed, PublishedSchemas.of("StopProcess")))
        .isInstanceOf(SchemaValidationException.class);
  }
}
