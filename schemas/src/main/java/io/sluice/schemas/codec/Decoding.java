package io.sluice.schemas.codec;

import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/// What came of decoding a value: a record, or why there is none.
public sealed interface Decoding {
  /// The bytes were one whole record.
  record Decoded(SpecificRecord message) implements Decoding {}

  /// The bytes were not one whole record of a known type.
  ///
  /// @param text what is wrong with them and what to do, for people; holds nothing of the content
  record Unreadable(Problem problem, String text) implements Decoding {}

  /// Why bytes could not be read.
  enum Problem {
    TOO_SHORT,
    NO_MARKER,
    /// Also what a type newer than this reader looks like.
    UNKNOWN_FINGERPRINT,
    TRUNCATED,
    MALFORMED,
    TRAILING_BYTES
  }

  /// The record when it is one of `type`; empty when it is another or unreadable.
  default <T extends SpecificRecord> Optional<T> as(Class<T> type) {
    return this instanceof Decoded(SpecificRecord message) && type.isInstance(message)
        ? Optional.of(type.cast(message))
        : Optional.empty();
  }
}
