package io.sluice.benchmarks.media;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks for the most streams that a forwarder carries, by carrying them.
final class Ceiling {
  /// More than one packet in ten thousand lost: not carried.
  private static final double TOLERATED_LOSS = 1e-4;

  private static final double UP = 1.08;
  private static final double DOWN = 0.85;

  private final Runs runs;
  private final int most;

  /// Lets a forwarder carry so many streams for a while.
  @FunctionalInterface
  interface Runs {
    Reading with(int streams) throws IOException;
  }

  /// @param streams the most that were carried; 0 when not even the first try was
  /// @param reading with that many
  /// @param capped no more were tried: the forwarder could carry on
  record Found(String name, int streams, Reading reading, boolean capped) {}

  /// @param most that are tried
  Ceiling(Runs runs, int most) {
    this.runs = runs;
    this.most = most;
  }

  /// @param guess where to begin
  Found find(String name, int guess) throws IOException {
    int streams = Math.clamp(guess, 1, most);
    Reading best = carried(streams);
    while (best == null && streams > 1) {
      streams = (int) (streams * DOWN);
      best = carried(streams);
    }
    if (best == null) {
      throw new IOException(name + " does not carry a single stream");
    }
    while (streams < most) {
      int more = Math.min(most, (int) Math.ceil(streams * UP));
      Reading reading = carried(more);
      if (reading == null) {
        return new Found(name, streams, best, false);
      }
      streams = more;
      best = reading;
    }
    return new Found(name, streams, best, true);
  }

  static String table(List<Found> ceilings) {
    StringBuilder text =
        new StringBuilder(
            "| | streams of 2.6 Mbit/s on one core | packets/s | CPU % | ns per packet |\n"
                + "|---|---|---|---|---|\n");
    for (Found found : ceilings) {
      text.append(
          "| %s | %s%d | %,.0f | %.0f | %,.0f |%n"
              .formatted(
                  found.name(),
                  found.capped() ? "at least " : "",
                  found.streams(),
                  found.reading().packetsPerSecond(),
                  100 * found.reading().cpuShare(),
                  found.reading().nanosPerPacket()));
    }
    return text.toString();
  }

  /// A second try, for whatever else the machine did during the first. Null: neither time.
  private @Nullable Reading carried(int streams) throws IOException {
    for (int i = 0; i < 2; i++) {
      Reading reading = runs.with(streams);
      if (reading.lostShare() <= TOLERATED_LOSS) {
        return reading;
      }
    }
    return null;
  }
}
