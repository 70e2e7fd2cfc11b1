package io.sluice.schemas.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/// Writes records of one class. Avro's own encoder of single objects hands each byte alone to a
/// synchronized stream.
///
/// Thread: any.
final class RecordWriter {
  private static final int USUAL_BYTES = 1_024;

  private final byte[] header;
  private final SpecificDatumWriter<SpecificRecord> body;

  /// @param header what comes before the body
  RecordWriter(byte[] header, Schema schema, SpecificData model) {
    this.header = header;
    this.body = new SpecificDatumWriter<>(schema, model);
  }

  byte[] write(SpecificRecord message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_BYTES);
    out.writeBytes(header);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      body.write(message, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return out.toByteArray();
  }
}
