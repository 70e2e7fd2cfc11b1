package io.sluice.controlplane.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.schemas.Leg;
import io.sluice.schemas.Recorded;
import io.sluice.schemas.codec.Decoding;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.redaction.AddressRedaction;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Records as JSON with the field names of the schemas: times as text, recorded messages opened,
/// addresses without their secrets, no hash of a token.
public final class RecordJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final RecordCodec CODEC = RecordCodec.standard();
  private static final String TOKEN_HASH = "bearerTokenSha256";

  private RecordJson() {}

  public static ObjectNode of(SpecificRecord message) {
    ObjectNode json = JSON.objectNode();
    for (Schema.Field field : message.getSchema().getFields()) {
      Object value = message.get(field.pos());
      if (value != null) {
        json.set(field.name(), shown(message, field.name(), value));
      }
    }
    return json;
  }

  private static JsonNode shown(SpecificRecord owner, String field, Object value) {
    if (owner instanceof Leg && field.equals("address")) {
      return JSON.textNode(AddressRedaction.redacted(value.toString()));
    }
    return field.equals(TOKEN_HASH) ? JSON.textNode("***") : of(value);
  }

  private static JsonNode of(@Nullable Object value) {
    return switch (value) {
      case null -> JSON.nullNode();
      case Recorded recorded -> opened(recorded);
      case SpecificRecord message -> of(message);
      case Collection<?> elements -> {
        ArrayNode array = JSON.arrayNode();
        elements.forEach(element -> array.add(of(element)));
        yield array;
      }
      case Map<?, ?> entries -> {
        ObjectNode object = JSON.objectNode();
        entries.forEach((key, element) -> object.set(String.valueOf(key), of(element)));
        yield object;
      }
      case Instant instant -> JSON.textNode(UtcTime.whole(instant));
      case Boolean flag -> JSON.booleanNode(flag);
      case Integer number -> JSON.numberNode(number);
      case Long number -> JSON.numberNode(number);
      case Float number -> JSON.numberNode(number);
      case Double number -> JSON.numberNode(number);
      case ByteBuffer bytes -> JSON.textNode(base64(bytes));
      default -> JSON.textNode(value.toString());
    };
  }

  private static JsonNode opened(Recorded recorded) {
    ObjectNode json = JSON.objectNode().put("type", TimelineText.shortName(recorded.getType()));
    return switch (CODEC.decode(recorded)) {
      case Decoding.Decoded(var message) -> json.setAll(of(message));
      case Decoding.Unreadable(_, String text) -> json.put("unreadable", text);
    };
  }

  private static String base64(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return Base64.getEncoder().encodeToString(copy);
  }
}
