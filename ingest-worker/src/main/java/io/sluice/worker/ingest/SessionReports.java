package io.sluice.worker.ingest;

import io.sluice.worker.flight.Flight;
import io.sluice.worker.flight.FlightEnd;
import io.sluice.worker.flight.SessionName;
import io.sluice.worker.flight.StepKind;
import io.sluice.worker.peer.DisconnectReason;
import io.sluice.worker.peer.MediaStatistics;
import io.sluice.worker.peer.PublisherInfo;
import io.sluice.worker.peer.PublisherListener;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns what one session goes through into facts, and into the record of the session.
///
/// Thread: called on `publisher-events`; [#step] on any.
final class SessionReports implements PublisherListener {
  private final IngestSpec spec;
  private final FactSink facts;
  private final Flight flight;
  private final CountDownLatch ended = new CountDownLatch(1);

  private volatile String sessionId = "";

  SessionReports(IngestSpec spec, FactSink facts, Flight flight) {
    this.spec = spec;
    this.facts = facts;
    this.flight = flight;
  }

  void isAbout(String id) {
    sessionId = id;
    flight.opened(SessionName.of(id));
  }

  @Override
  public void step(StepKind kind, String text) {
    flight.step(kind, text);
  }

  @Override
  public void connected(PublisherInfo info) {
    flight.connected(info.shownAddress());
    report(new IngestFact.PublisherConnected(info));
  }

  @Override
  public void mediaStarted(Duration sincePost, int width, int height) {
    flight.mediaStarted();
    report(new IngestFact.MediaStarted(sessionId, sincePost, width, height));
  }

  @Override
  public void mediaStalled(Duration silent) {
    report(new IngestFact.MediaStalled(sessionId, silent));
  }

  @Override
  public void disconnected(DisconnectReason reason, String detail, MediaStatistics statistics) {
    flight.ended(
        new FlightEnd(
            reason.name(),
            detail,
            statistics.packetsReceived(),
            statistics.packetsLost(),
            statistics.bytesReceived()));
    report(new IngestFact.PublisherDisconnected(sessionId, reason, detail, statistics));
    ended.countDown();
  }

  /// Waits for the last report, no longer than `limit`.
  void awaitEnd(Duration limit) {
    try {
      if (!ended.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IllegalStateException("the media server did not say that a session ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void report(IngestFact fact) {
    facts.report(spec.processId(), spec.generation(), fact);
  }
}
