package io.sluice.worker.peer;

import org.jspecify.annotations.Nullable;

/// A datagram on its way to the loop of its session.
///
/// @param bytes the receiver's own
/// @param via the loop whose socket it came to; null when it came by TCP
/// @param arrivalNanos [System#nanoTime]
record Handover(byte[] bytes, Path path, @Nullable MediaLoop via, long arrivalNanos) {}
