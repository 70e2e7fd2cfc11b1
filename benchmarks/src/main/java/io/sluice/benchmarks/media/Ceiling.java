package io.sluice.benchmarks.media;

import java.io.IOException;
import java.util.List;

/// Looks for the most streams that a forwarder carries, by carrying them.
final class Ceiling {
  /// More than one packet in ten thousand lost: not carried.
  private static final double TOLERATED_LOSS = 1e-4;

  /// Below this share of what was asked for, it is the load that cannot do more.
  private static final double KEPT_PACE = 0.98;

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
  /// @param capped the load gave no more: the forwarder could carry on
  record Found(String name, int streams, Reading reading, boolean capped) {}

  /// @param most that are tried
  Ceiling(Runs runs, int most) {
    this.runs = runs;
    this.most = most;
  }

  /// @param guess where to begin
  Found find(String name, int guess) throws IOException {
    int streams = Math.clamp(guess, 1, most);
    Try best = attempt(streams);
    while (best.outcome() != Outcome.CARRIED) {
      if (streams == 1) {
        throw new IOException(name + " does not carry a single stream");
      }
      streams = (int) (streams * DOWN);
      best = attempt(streams);
    }
    while (streams < most) {
      int more = Math.min(most, (int) Math.ceil(streams * UP));
      Try next = attempt(more);
      if (next.outcome() != Outcome.CARRIED) {
        return new Found(name, streams, best.reading(), next.outcome() == Outcome.NOT_SENT);
      }
      streams = more;
      best = next;
    }
    return new Found(name, streams, best.reading(), true);
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

  private enum Outcome {
    CARRIED,
    LOST,
    NOT_SENT
  }

  private record Try(Reading reading, Outcome outcome) {}

  /// With a second go, for whatever else the machine did during the first.
  private Try attempt(int streams) throws IOException {
    Try first = once(streams);
    return first.outcome() == Outcome.CARRIED ? first : once(streams);
  }

  private Try once(int streams) throws IOException {
    Reading reading = runs.with(streams);
    if (reading.lostShare() > TOLERATED_LOSS) {
      return new Try(reading, Outcome.LOST);
    }
    int wanted = Pace.ofStreams(streams).packetsPerSecond();
    boolean kept = reading.packetsPerSecond() >= KEPT_PACE * wanted;
    return new Try(reading, kept ? Outcome.CARRIED : Outcome.NOT_SENT);
  }
}
