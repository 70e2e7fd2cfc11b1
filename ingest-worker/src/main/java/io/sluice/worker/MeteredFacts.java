package io.sluice.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.worker.ingest.FactSink;
import io.sluice.worker.ingest.IngestFact;

/// Counts facts on their way to Kafka: what is measured is what is told.
///
/// Thread: any.
final class MeteredFacts implements FactSink {
  private final FactSink next;
  private final MeterRegistry meters;
  private final Timer postToConnected;
  private final Timer postToFirstPacket;
  private final Timer ffmpegStartup;

  MeteredFacts(FactSink next, MeterRegistry meters) {
    this.next = next;
    this.meters = meters;
    this.postToConnected =
        timer("sluice.whip.post.to.connected", "From a POST until ICE and DTLS are up");
    this.postToFirstPacket =
        timer(
            "sluice.whip.post.to.first.packet",
            "From a POST to the first packet written to FFmpeg");
    this.ffmpegStartup = timer("sluice.ffmpeg.startup", "From exec until FFmpeg listens");
  }

  @Override
  public void report(ProcessId processId, Generation generation, IngestFact fact) {
    measure(fact);
    next.report(processId, generation, fact);
  }

  private void measure(IngestFact fact) {
    switch (fact) {
      case IngestFact.PublisherConnected f -> postToConnected.record(f.info().sincePost());
      case IngestFact.MediaStarted f -> postToFirstPacket.record(f.sincePost());
      case IngestFact.FfmpegStarted f -> ffmpegStartup.record(f.startup());
      case IngestFact.FfmpegStarting f -> count("sluice.ffmpeg.starts", f.cause().name());
      case IngestFact.LimitExceeded f -> count("sluice.ffmpeg.limits.exceeded", f.limit().name());
      case IngestFact.FfmpegExited f -> count("sluice.ffmpeg.exits", f.exit().reason().name());
      case IngestFact.AllocationFailed f ->
          count("sluice.ports.allocation.failures", f.reason().name());
      case IngestFact.PublisherDisconnected f ->
          count("sluice.publisher.disconnects", f.reason().name());
      case IngestFact.TornDown f -> count("sluice.processes.torn.down", f.reason().name());
      case IngestFact.PortsAllocated _,
          IngestFact.FfmpegFinishing _,
          IngestFact.MediaStalled _,
          IngestFact.PictureSizeChanged _ -> {}
    }
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .publishPercentileHistogram()
        .register(meters);
  }

  private void count(String name, String reason) {
    meters.counter(name, "reason", reason).increment();
  }
}
