package io.sluice.benchmarks.publish;

import io.sluice.benchmarks.report.Percentiles;
import io.sluice.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;

/// Times of many publishes, as the worker measured them, microseconds.
///
/// @param connected from the POST until ICE and DTLS were up
/// @param firstPacket from the POST until the first packet was written to FFmpeg
record PublishTimes(List<Long> connected, List<Long> firstPacket) {
  PublishTimes() {
    this(new ArrayList<>(), new ArrayList<>());
  }

  Table table() {
    return new Table()
        .row("POST to ICE and DTLS up", Percentiles.of(connected))
        .row("POST to first packet written to FFmpeg", Percentiles.of(firstPacket));
  }
}
