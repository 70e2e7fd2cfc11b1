package io.sluice.schemas.codec;

import io.sluice.schemas.codec.Decoding.Decoded;
import io.sluice.schemas.codec.Decoding.Problem;
import io.sluice.schemas.codec.Decoding.Unreadable;
import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/// One written form of a record: its writer's schema, and the class it is read into.
final class RecordForm {
  private final String name;
  private final SpecificDatumReader<SpecificRecord> reader;

  RecordForm(Schema writer, Class<? extends SpecificRecord> type) {
    SpecificData model = SpecificData.getForClass(type);
    this.name = writer.getFullName();
    this.reader = new SpecificDatumReader<>(writer, model.getSchema(type), model);
  }

  /// Reads the body of `message`, which begins at `from`.
  Decoding read(byte[] message, int from) {
    int length = message.length - from;
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(message, from, length, null);
    try {
      SpecificRecord decoded = reader.read(null, decoder);
      return decoder.isEnd() ? new Decoded(decoded) : trailing(length, decoder);
    } catch (EOFException e) {
      return new Unreadable(
          Problem.TRUNCATED, name + " is cut short: its body ends after " + length + " bytes");
    } catch (IOException | RuntimeException e) {
      // Avro has a type of its own for few of the ways in which bytes can be wrong. Its messages
      // may quote content, so only the kind is kept.
      return new Unreadable(
          Problem.MALFORMED,
          name + " has a body that Avro cannot read: " + e.getClass().getSimpleName());
    }
  }

  private Decoding trailing(int length, BinaryDecoder decoder) throws IOException {
    int rest = decoder.inputStream().available();
    return new Unreadable(
        Problem.TRAILING_BYTES,
        name + " ends " + rest + " bytes before the end of its body of " + length + " bytes");
  }
}
