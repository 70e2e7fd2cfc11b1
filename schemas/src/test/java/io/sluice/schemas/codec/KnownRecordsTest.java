package io.sluice.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class KnownRecordsTest {
  @Test
  void areAllTheSchemasOfThisModule() throws IOException {
    assertThat(KnownRecords.CLASSES)
        .extracting(Class::getSimpleName)
        .containsExactlyInAnyOrderElementsOf(SchemaFiles.sourceNames());
  }

  @Test
  void haveADocOnThemselvesAndOnEveryField() {
    assertThat(SchemaFiles.current()).flatExtracting(Docs::missingIn).isEmpty();
  }

  @Test
  void aMissingDocIsFound() {
    Schema bare =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Bare", "fields": [
                  {"name": "silent", "type": "int"},
                  {"name": "told", "type": "int", "doc": "Milliseconds."}]}
                """);

    assertThat(Docs.missingIn(bare)).containsExactly("Bare", "Bare.silent");
  }
}
