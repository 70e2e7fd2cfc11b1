package io.sluice.worker.udp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds the latest run to a destination. Forgets: a run that is not found is only not continued,
/// and one that is found is always the latest of its destination, so nothing is reordered.
///
/// Thread: one at a time.
final class RunsByDestination {
  private static final int BUCKETS = 512;

  private final SendSlab.@Nullable Run[] runs = new SendSlab.Run[BUCKETS];

  SendSlab.@Nullable Run of(UdpAddress destination) {
    SendSlab.Run run = runs[bucket(destination)];
    return run != null && run.destination.equals(destination) ? run : null;
  }

  void put(SendSlab.Run run) {
    runs[bucket(run.destination)] = run;
  }

  void clear() {
    Arrays.fill(runs, null);
  }

  private static int bucket(UdpAddress destination) {
    return destination.hashCode() & (BUCKETS - 1);
  }
}
