package io.sluice.eventlog.loop;

/// What a loop has done since it was started.
///
/// @param inputs committed
/// @param outputs committed
/// @param transactions committed
/// @param aborted transactions given up, whose inputs were or will be decided again
/// @param restores partitions restored
public record LoopCounters(
    long inputs, long outputs, long transactions, long aborted, long restores) {}
