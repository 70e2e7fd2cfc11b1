package io.sluice.controlplane.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// Writes JSON field by field, so that what the API shows is decided where it is written.
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  /// Writes one value.
  @FunctionalInterface
  interface Content {
    void writeTo(JsonGenerator out) throws IOException;
  }

  private Json() {}

  static String write(Content content) {
    var text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written", e);
    }
    return text.toString();
  }

  /// One object with one array in it: room for more beside the array later.
  static <T> String list(String name, Iterable<T> items, ItemWriter<T> writer) {
    return write(out -> {
      out.writeStartObject();
      out.writeArrayFieldStart(name);
      for (T item : items) {
        writer.write(out, item);
      }
      out.writeEndArray();
      out.writeEndObject();
    });
  }

  /// Writes one item of an array.
  @FunctionalInterface
  interface ItemWriter<T> {
    void write(JsonGenerator out, T item) throws IOException;
  }
}
