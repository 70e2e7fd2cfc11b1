package io.sluice.worker.peer.loop;

import io.sluice.worker.peer.ice.Path;
import org.jspecify.annotations.Nullable;

/// A datagram on its way to the loop of its session.
///
/// @param bytes the receiver's own
/// @param via the loop whose socket it came to; null when it came by TCP
/// @param arrivalNanos [System#nanoTime]
public record Handover(byte[] bytes, Path path, @Nullable MediaLoop via, long arrivalNanos) {}
