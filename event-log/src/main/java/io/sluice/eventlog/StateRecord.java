package io.sluice.eventlog;

/// One live record of a compacted state topic, read while a partition is restored.
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StateRecord(String key, byte[] value) {}
