package io.sluice.schemas.codec;

import io.sluice.schemas.Recorded;
import io.sluice.schemas.codec.Decoding.Problem;
import io.sluice.schemas.codec.Decoding.Unreadable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/// Encodes every record of `io.sluice.schemas`, and decodes whichever of them the bytes hold, in
/// the current or any published form.
///
/// A value begins with the marker `C3 01`, then the fingerprint of the schema it was written with
/// in 8 bytes, little-endian, then the body.
///
/// Thread: immutable.
public final class RecordCodec {
  private static final byte MARKER_0 = (byte) 0xC3;
  private static final byte MARKER_1 = 0x01;
  private static final int HEADER_BYTES = 10;

  private static final RecordCodec STANDARD =
      new RecordCodec(KnownRecords.CLASSES, PublishedSchemas::of);

  private final Map<Class<?>, RecordWriter> writers = new HashMap<>();
  private final Map<Long, RecordForm> forms = new HashMap<>();

  /// @param published the earlier forms of the record with the given simple name
  RecordCodec(
      List<Class<? extends SpecificRecord>> types, Function<String, List<Schema>> published) {
    TrustedRecords.trust();
    for (Class<? extends SpecificRecord> type : types) {
      SpecificData model = SpecificData.getForClass(type);
      Schema current = model.getSchema(type);
      for (Schema earlier : published.apply(type.getSimpleName())) {
        forms.put(Fingerprints.of(earlier), new RecordForm(earlier, type));
      }
      forms.put(Fingerprints.of(current), new RecordForm(current, type));
      writers.put(type, new RecordWriter(header(Fingerprints.of(current)), current, model));
    }
  }

  /// The one for the records of this build.
  public static RecordCodec standard() {
    return STANDARD;
  }

  /// @throws IllegalArgumentException when it is no record of `io.sluice.schemas`
  public byte[] encode(SpecificRecord message) {
    RecordWriter writer = writers.get(message.getClass());
    if (writer == null) {
      throw new IllegalArgumentException("not a record of ours: " + message.getClass().getName());
    }
    return writer.write(message);
  }

  private static byte[] header(long fingerprint) {
    return ByteBuffer.allocate(HEADER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MARKER_0)
        .put(MARKER_1)
        .putLong(fingerprint)
        .array();
  }

  /// Never throws, whatever the bytes; takes memory in proportion to them.
  public Decoding decode(byte[] bytes) {
    if (bytes.length < HEADER_BYTES) {
      return new Unreadable(
          Problem.TOO_SHORT,
          "a value has at least " + HEADER_BYTES + " bytes; this one has " + bytes.length);
    }
    if (bytes[0] != MARKER_0 || bytes[1] != MARKER_1) {
      return new Unreadable(
          Problem.NO_MARKER,
          "no marker C3 01 at the start: encode values in Avro single-object encoding");
    }
    long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    RecordForm form = forms.get(fingerprint);
    if (form == null) {
      return new Unreadable(
          Problem.UNKNOWN_FINGERPRINT,
          "no record has the fingerprint "
              + Fingerprints.hex(fingerprint)
              + " (bytes 3 to 10): use one of schemas/FINGERPRINTS.md, or update this reader");
    }
    return form.read(bytes, HEADER_BYTES);
  }

  /// `message` as it stands inside a transition.
  public Recorded recorded(SpecificRecord message) {
    return Recorded.newBuilder()
        .setType(message.getSchema().getFullName())
        .setMessage(ByteBuffer.wrap(encode(message)))
        .build();
  }

  public Decoding decode(Recorded recorded) {
    ByteBuffer message = recorded.getMessage().duplicate();
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    return decode(bytes);
  }

  /// For followers of a topic that holds one type: empty for all else.
  public <T extends SpecificRecord> Function<byte[], Optional<T>> reading(Class<T> type) {
    return bytes -> decode(bytes).as(type);
  }
}
