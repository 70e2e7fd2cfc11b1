package io.sluice.worker.flight;

import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import java.time.Instant;
import java.util.List;

/// The record of a session as it stands.
///
/// @param name of the session, as facts have it
/// @param userAgent empty when the publisher gave none
/// @param remoteAddress empty when nothing connected
/// @param first the first steps
/// @param last the last steps after those
/// @param omitted how many stood between and are not kept
public record FlightSnapshot(
    ProcessId processId,
    Generation generation,
    String name,
    Instant postedAt,
    String userAgent,
    String remoteAddress,
    boolean hasEnded,
    FlightEnd end,
    List<Step> first,
    List<Step> last,
    long omitted) {
  public FlightSnapshot {
    first = List.copyOf(first);
    last = List.copyOf(last);
  }
}
