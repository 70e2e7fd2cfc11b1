package io.sluice.schemas.codec;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// Finds records and fields that do not say what they mean.
final class Docs {
  private Docs() {}

  static List<String> missingIn(Schema record) {
    List<String> missing = new ArrayList<>();
    if (isBlank(record.getDoc())) {
      missing.add(record.getName());
    }
    for (Schema.Field field : record.getFields()) {
      if (isBlank(field.doc())) {
        missing.add(record.getName() + "." + field.name());
      }
    }
    return missing;
  }

  private static boolean isBlank(@Nullable String doc) {
    return doc == null || doc.isBlank();
  }
}
