package io.sluice.benchmarks.media;

import io.sluice.worker.udp.DatagramIo;
import java.time.Duration;
import java.util.List;

/// What is measured.
///
/// @param io the product's way through the kernel
/// @param paces at which packets come
/// @param rounds in each of them every forwarder has its turn at every pace
/// @param streams at the fixed paces
/// @param mostStreams up to which the ceiling is looked for; 0: it is not
/// @param warmUp of the product before the first round
/// @param lead of each run, before its measuring begins
/// @param measured of each run
record Plan(
    Cores cores,
    DatagramIo io,
    List<Pace> paces,
    int rounds,
    int streams,
    int mostStreams,
    Duration warmUp,
    Duration lead,
    Duration measured) {
  static final List<Pace> ALL_PACES = List.of(Pace.EVEN, Pace.FRAMES, Pace.FAST, Pace.FLAT_OUT);

  private static final int STREAMS = 100;
  private static final int MOST_STREAMS = 1_000;

  /// @param rounds of two seconds
  static Plan onCoresApart(DatagramIo io, int rounds) {
    return new Plan(
        Cores.apart(),
        io,
        ALL_PACES,
        rounds,
        STREAMS,
        MOST_STREAMS,
        Duration.ofSeconds(24),
        Duration.ofMillis(300),
        Duration.ofSeconds(2));
  }

  /// One pace and no ceilings, to compare one state of the product with another in a minute.
  Plan onlyAt(Pace pace) {
    return new Plan(cores, io, List.of(pace), rounds, streams, 0, warmUp, lead, measured);
  }
}
