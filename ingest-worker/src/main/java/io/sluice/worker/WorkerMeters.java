package io.sluice.worker;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.worker.facts.FactLog;
import io.sluice.worker.flight.Flights;
import io.sluice.worker.ingest.Ingests;
import io.sluice.worker.peer.MediaServer;
import io.sluice.worker.peer.tally.DropReason;
import io.sluice.worker.peer.tally.MediaCounters;
import io.sluice.worker.ports.PortPool;
import io.sluice.worker.report.ReportedRuns;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// What `/prometheus` shows of this worker besides what [MeteredFacts] measures.
final class WorkerMeters {
  private WorkerMeters() {}

  static void bind(MeterRegistry meters, PortPool ports, Ingests ingests, MediaServer media) {
    Gauge.builder("sluice.ports.leases.free", ports, PortPool::free).register(meters);
    Gauge.builder("sluice.ports.leases", ports, p -> p.capacity() - p.free()).register(meters);
    Gauge.builder("sluice.processes", ingests, Ingests::count).register(meters);
    Gauge.builder("sluice.publisher.sessions", ingests, Ingests::liveSessions).register(meters);
    counter(meters, media, "sluice.media.datagrams", MediaCounters::datagramsReceived);
    counter(meters, media, "sluice.media.packets.forwarded", MediaCounters::packetsForwarded);
    counter(meters, media, "sluice.media.packets.repaired", MediaCounters::packetsRepaired);
    counter(meters, media, "sluice.media.packets.lost", MediaCounters::packetsLost);
    counter(meters, media, "sluice.media.packets.withheld", MediaCounters::packetsWithheld);
    counter(meters, media, "sluice.media.keyframe.requests", MediaCounters::keyFrameRequests);
    counter(
        meters,
        media,
        "sluice.media.retransmission.requests",
        MediaCounters::retransmissionRequests);
    counter(meters, media, "sluice.media.sessions.opened", MediaCounters::sessionsOpened);
    counter(meters, media, "sluice.media.sessions.connected", MediaCounters::sessionsConnected);
    FunctionCounter.builder("sluice.media.datagrams.unsent", media, MediaServer::unsent)
        .register(meters);
    for (DropReason reason : DropReason.values()) {
      FunctionCounter.builder("sluice.media.datagrams.dropped", media, dropped(reason))
          .tag("reason", reason.name())
          .register(meters);
    }
  }

  static void bind(MeterRegistry meters, FactLog facts) {
    Gauge.builder("sluice.facts.waiting", facts, FactLog::waiting).register(meters);
    FunctionCounter.builder("sluice.facts.dropped", facts, FactLog::dropped).register(meters);
  }

  static void bind(MeterRegistry meters, ReportedRuns runs) {
    Gauge.builder("sluice.reports.waiting", runs, ReportedRuns::waiting).register(meters);
    FunctionCounter.builder("sluice.reports.dropped", runs, ReportedRuns::dropped).register(meters);
  }

  static void bind(MeterRegistry meters, Flights flights) {
    Gauge.builder("sluice.sessions.waiting", flights, Flights::waiting).register(meters);
    FunctionCounter.builder("sluice.sessions.dropped", flights, Flights::dropped).register(meters);
  }

  private static void counter(
      MeterRegistry meters, MediaServer media, String name, Function<MediaCounters, Long> value) {
    FunctionCounter.builder(name, media, m -> value.apply(m.counters())).register(meters);
  }

  private static ToDoubleFunction<MediaServer> dropped(DropReason reason) {
    return media -> media.counters().datagramsDropped().getOrDefault(reason, 0L);
  }
}
