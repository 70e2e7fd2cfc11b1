package io.sluice.eventlog;

import org.jspecify.annotations.Nullable;

/// One record to append, always to a partition that the caller names: a key's home must not depend
/// on the partitioner of whoever wrote first.
///
/// @param value null for a tombstone
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OutputRecord(String topic, int partition, String key, byte @Nullable [] value) {}
