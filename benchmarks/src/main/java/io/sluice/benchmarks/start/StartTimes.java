package io.sluice.benchmarks.start;

import io.sluice.benchmarks.report.Percentiles;
import io.sluice.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;

/// Times of many starts and of as many ways through the bare hops, microseconds.
///
/// @param startToRoute from the StartProcess written to the route seen
/// @param ffmpeg how much of each was FFmpeg starting
/// @param withoutFfmpeg the rest
/// @param bare the Kafka hops alone
record StartTimes(
    List<Long> startToRoute, List<Long> ffmpeg, List<Long> withoutFfmpeg, List<Long> bare) {
  StartTimes() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  void add(long startMicros, long ffmpegMicros, long bareMicros) {
    startToRoute.add(startMicros);
    ffmpeg.add(ffmpegMicros);
    withoutFfmpeg.add(startMicros - ffmpegMicros);
    bare.add(bareMicros);
  }

  Table table() {
    Percentiles rest = Percentiles.of(withoutFfmpeg);
    Percentiles hops = Percentiles.of(bare);
    return new Table()
        .row("StartProcess written to route published", Percentiles.of(startToRoute))
        .row("of that, FFmpeg starting", Percentiles.of(ffmpeg))
        .row("without FFmpeg's start", rest)
        .row("bare Kafka hops", hops)
        .ratio("ratio of the last two", rest, hops);
  }
}
