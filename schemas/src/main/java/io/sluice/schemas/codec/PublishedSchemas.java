package io.sluice.schemas.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/// The frozen copies of what earlier releases wrote; `published/` in this module.
final class PublishedSchemas {
  /// Oldest first. A release that changes a record adds a folder and its name here.
  static final List<String> VERSIONS = List.of("v1");

  private PublishedSchemas() {}

  /// Every published form of the record called `name`, oldest first.
  static List<Schema> of(String name) {
    List<Schema> forms = new ArrayList<>();
    for (String version : VERSIONS) {
      try (InputStream file =
          PublishedSchemas.class.getResourceAsStream(
              "/io/sluice/schemas/published/" + version + "/" + name + ".avsc")) {
        if (file != null) {
          forms.add(new Schema.Parser().parse(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read published schema of " + name, e);
      }
    }
    return forms;
  }
}
