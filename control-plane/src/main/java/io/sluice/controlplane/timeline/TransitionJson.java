package io.sluice.controlplane.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.schemas.Recorded;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.Decoding;
import io.sluice.schemas.codec.RecordCodec;

/// A transition as JSON, with what matters of each event in `words`.
public final class TransitionJson {
  private static final RecordCodec CODEC = RecordCodec.standard();

  private TransitionJson() {}

  public static ObjectNode of(Transition transition) {
    ObjectNode json = RecordJson.of(transition);
    int i = 0;
    for (Recorded event : transition.getEvents()) {
      JsonNode shown = json.path("events").path(i++);
      if (shown instanceof ObjectNode object) {
        object.put("words", words(event, transition));
      }
    }
    return json;
  }

  private static String words(Recorded event, Transition transition) {
    return switch (CODEC.decode(event)) {
      case Decoding.Decoded(var message) -> EventWords.of(message, transition);
      case Decoding.Unreadable _ -> "(of a newer version)";
    };
  }
}
