package io.sluice.schemas.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;

/// The CRC-64-AVRO fingerprints by which readers tell records apart. They are published as text,
/// because not every Avro library arrives at the same canonical form.
public final class Fingerprints {
  private Fingerprints() {}

  /// Full record name to the 8 bytes of its fingerprint as they follow the marker on the wire, in
  /// lower-case hex.
  public static SortedMap<String, String> current() {
    SortedMap<String, String> all = new TreeMap<>();
    for (var type : KnownRecords.CLASSES) {
      Schema schema = SpecificData.get().getSchema(type);
      all.put(schema.getFullName(), hex(of(schema)));
    }
    return all;
  }

  static long of(Schema schema) {
    return SchemaNormalization.parsingFingerprint64(schema);
  }

  /// In the order of the wire: little-endian.
  static String hex(long fingerprint) {
    byte[] bytes =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(fingerprint).array();
    return HexFormat.of().formatHex(bytes);
  }
}
