package io.sluice.controlplane.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one JSON document and nothing after it. A member that stands twice is refused with its
/// path: which of the two was meant cannot be known.
final class JsonReader {
  private static final int MAX_DEPTH = 16;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private JsonReader() {}

  /// @throws RequestRefusedException when `body` is not JSON
  static JsonValue read(byte[] body) {
    try (JsonParser parser = FACTORY.createParser(body)) {
      if (parser.nextToken() == null) {
        throw malformed("the body is empty");
      }
      JsonValue value = value(parser, "");
      if (parser.nextToken() != null) {
        throw malformed("something stands after the end of the JSON");
      }
      return value;
    } catch (JsonProcessingException e) {
      // Neither its message nor its source: they quote the text, which may hold a token.
      var at = e.getLocation();
      throw malformed(
          at == null
              ? "the body is not JSON"
              : "the body is not JSON at line " + at.getLineNr() + ", column " + at.getColumnNr());
    } catch (IOException e) {
      throw malformed("the body is not JSON in UTF-8");
    }
  }

  private static JsonValue value(JsonParser parser, String path) throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> members(parser, path);
      case START_ARRAY -> items(parser, path);
      case VALUE_STRING -> new JsonValue.Text(text(parser, path));
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> new JsonValue.OtherNumber();
      case VALUE_TRUE, VALUE_FALSE -> new JsonValue.Flag(token == JsonToken.VALUE_TRUE);
      case VALUE_NULL -> new JsonValue.Null();
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value begins with " + token);
    };
  }

  private static JsonValue members(JsonParser parser, String path) throws IOException {
    Map<String, JsonValue> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String memberPath = JsonFields.memberPath(path, name);
      parser.nextToken();
      if (values.put(name, value(parser, memberPath)) != null) {
        throw RequestRefusedException.field(
            memberPath, "DUPLICATE_FIELD", "stands twice; leave one out");
      }
    }
    return new JsonValue.Members(values);
  }

  private static JsonValue items(JsonParser parser, String path) throws IOException {
    List<JsonValue> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(parser, path + "[" + values.size() + "]"));
    }
    return new JsonValue.Items(values);
  }

  private static JsonValue whole(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> new JsonValue.Whole(parser.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> new JsonValue.OtherNumber();
    };
  }

  /// JSON can spell half a surrogate pair, UTF-8 cannot: it would arrive as another text.
  private static String text(JsonParser parser, String path) throws IOException {
    String text = parser.getText();
    if (text.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff)) {
      throw RequestRefusedException.field(
          path, "MALFORMED_TEXT", "holds half of a surrogate pair; send whole characters");
    }
    return text;
  }

  private static RequestRefusedException malformed(String detail) {
    return RequestRefusedException.because(400, "MALFORMED_JSON", detail);
  }
}
