package io.sluice.controlplane.incident;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.schemas.Recorded;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.Decoding;
import io.sluice.schemas.codec.RecordCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/// The messages inside transitions, which name their schemas by fingerprints only: a file carries
/// the schemas, and a version that has other ones of the same names reads them into its own.
///
/// @param writers by fingerprint
record EmbeddedMessages(Map<Long, Schema> writers) {
  private static final RecordCodec CODEC = RecordCodec.standard();
  private static final int FINGERPRINT_AT = 2;
  private static final int BODY_AT = 10;

  /// The schemas of all messages in `transitions` as a JSON array.
  static String schemas(List<Transition> transitions) {
    Map<String, Schema> schemas = new TreeMap<>();
    transitions.stream()
        .flatMap(EmbeddedMessages::messages)
        .forEach(recorded -> {
          if (CODEC.decode(recorded) instanceof Decoding.Decoded(SpecificRecord message)) {
            schemas.put(message.getSchema().getFullName(), message.getSchema());
          }
        });
    return "[" + String.join(",", schemas.values().stream().map(Schema::toString).toList()) + "]";
  }

  static EmbeddedMessages writtenWith(String schemas) throws IOException {
    Map<Long, Schema> writers = new HashMap<>();
    var json = new ObjectMapper().readTree(schemas);
    for (var one : json) {
      Schema schema = new Schema.Parser().parse(one.toString());
      writers.put(SchemaNormalization.parsingFingerprint64(schema), schema);
    }
    return new EmbeddedMessages(writers);
  }

  /// `transition` with each message that this version does not know by its fingerprint, but by its
  /// name, in this version's form.
  Transition inToday(Transition transition) {
    return Transition.newBuilder(transition)
        .setCause(transition.getCause().map(this::inToday).orElse(null))
        .setEvents(transition.getEvents().stream().map(this::inToday).toList())
        .build();
  }

  private Recorded inToday(Recorded recorded) {
    if (CODEC.decode(recorded) instanceof Decoding.Decoded
        || recorded.getMessage().remaining() < BODY_AT) {
      return recorded;
    }
    ByteBuffer message = recorded.getMessage().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    Schema writer = writers.get(message.getLong(message.position() + FINGERPRINT_AT));
    Class<?> ours = writer == null ? null : SpecificData.get().getClass(writer);
    return ours == null || writer == null ? recorded : read(recorded, writer, ours);
  }

  private static Recorded read(Recorded recorded, Schema writer, Class<?> ours) {
    byte[] bytes = new byte[recorded.getMessage().remaining()];
    recorded.getMessage().duplicate().get(bytes);
    SpecificData model = SpecificData.getForClass(ours);
    var reader = new SpecificDatumReader<SpecificRecord>(writer, model.getSchema(ours), model);
    try {
      var decoder =
          DecoderFactory.get().binaryDecoder(bytes, BODY_AT, bytes.length - BODY_AT, null);
      return CODEC.recorded(reader.read(null, decoder));
    } catch (IOException | RuntimeException e) {
      return recorded; // not understood, and said to be so by whoever decides it again
    }
  }

  private static Stream<Recorded> messages(Transition transition) {
    return Stream.concat(transition.getCause().stream(), transition.getEvents().stream());
  }
}
