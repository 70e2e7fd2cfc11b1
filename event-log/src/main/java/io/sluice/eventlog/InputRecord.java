package io.sluice.eventlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One record as it was read.
///
/// @param key the key as UTF-8 text, malformed bytes replaced; null when the record had none
/// @param value the raw value; null for a tombstone
/// @param appendedAt the record's timestamp
@SuppressWarnings("ArrayRecordComponent") // compared by position only, never by content
public record InputRecord(
    InputPosition position, @Nullable String key, byte @Nullable [] value, Instant appendedAt) {}
