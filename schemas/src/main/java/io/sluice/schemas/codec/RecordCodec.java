package io.sluice.schemas.codec;

import io.sluice.schemas.Recorded;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/// Encodes every record of `io.sluice.schemas`, and decodes whichever of them the bytes hold, in
/// the current or any published version.
///
/// Thread: immutable.
public final class RecordCodec {
  private RecordCodec() {}

  /// The one for the records of this build.
  public static RecordCodec standard() {
    throw new UnsupportedOperationException();
  }

  public byte[] encode(SpecificRecord message) {
    throw new UnsupportedOperationException();
  }

  /// Never throws, whatever the bytes; takes memory in proportion to them.
  public Decoding decode(byte[] bytes) {
    throw new UnsupportedOperationException();
  }

  /// `message` as it stands inside a transition.
  public Recorded recorded(SpecificRecord message) {
    throw new UnsupportedOperationException();
  }

  public Decoding decode(Recorded recorded) {
    throw new UnsupportedOperationException();
  }

  /// For followers of a topic that holds one type: empty for all else.
  public <T extends SpecificRecord> Function<byte[], Optional<T>> reading(Class<T> type) {
    return bytes -> decode(bytes).as(type);
  }
}
