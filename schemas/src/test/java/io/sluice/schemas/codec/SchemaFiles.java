package io.sluice.schemas.codec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/// The schemas of this build, and the files of this module that are made from them.
///
/// `mvn -pl schemas test -Dsluice.schemas.write` writes FINGERPRINTS.md anew;
/// `-Dsluice.schemas.publish=v2` freezes the schemas as they are in `published/v2`.
final class SchemaFiles {
  static final Path FINGERPRINTS = Path.of("FINGERPRINTS.md");
  private static final Path SOURCES = Path.of("src/main/avro");

  private SchemaFiles() {}

  static Schema current(Class<? extends SpecificRecord> type) {
    return SpecificData.get().getSchema(type);
  }

  static List<Schema> current() {
    return KnownRecords.CLASSES.stream().map(SchemaFiles::current).toList();
  }

  static List<String> sourceNames() throws IOException {
    try (var files = Files.list(SOURCES)) {
      return files.map(file -> file.getFileName().toString().replace(".avsc", "")).toList();
    }
  }

  /// Each with all that it refers to, so that one file is enough to read the record.
  static void publish(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Schema schema : current()) {
      Files.writeString(
          folder.resolve(schema.getName() + ".avsc"),
          SchemaFormatter.format("json/pretty", withoutJavaTypes(schema)) + "\n");
    }
  }

  static String fingerprintsPage() {
    StringBuilder page =
        new StringBuilder(
            """
            # Fingerprints

            A value on one of Sluice's topics is Avro single-object encoding: the two bytes `C3 01`, the
            8 bytes of the record's fingerprint (CRC-64-AVRO of its canonical form, little-endian), then
            the record. Copy the fingerprint from here: not every Avro library arrives at the same
            canonical form. Made by `mvn -pl schemas test -Dsluice.schemas.write`; a test fails when it is
            out of date.

            | record | fingerprint, as it follows `c301` |
            |---|---|
            """);
    Fingerprints.current()
        .forEach((name, hex) ->
            page.append("| ").append(name).append(" | `").append(hex).append("` |\n"));
    return page.toString();
  }

  /// The generator notes in the schema which Java class it chose for text; no one else needs that.
  private static Schema withoutJavaTypes(Schema schema) {
    String text =
        SchemaFormatter.format("json/inline", schema)
            .replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"")
            .replace(",\"avro.java.string\":\"String\"", "");
    return new Schema.Parser().parse(text);
  }
}
