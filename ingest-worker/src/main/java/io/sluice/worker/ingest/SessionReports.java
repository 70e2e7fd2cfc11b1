package io.sluice.worker.ingest;

import io.sluice.worker.peer.DisconnectReason;
import io.sluice.worker.peer.MediaStatistics;
import io.sluice.worker.peer.PublisherInfo;
import io.sluice.worker.peer.PublisherListener;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns what one session goes through into facts.
///
/// Thread: called on `publisher-events`.
final class SessionReports implements PublisherListener {
  private final IngestSpec spec;
  private final FactSink facts;
  private final CountDownLatch ended = new CountDownLatch(1);

  private volatile String sessionId = "";

  SessionReports(IngestSpec spec, FactSink facts) {
    this.spec = spec;
    this.facts = facts;
  }

  void isAbout(String id) {
    sessionId = id;
  }

  @Override
  public void connected(PublisherInfo info) {
    report(new IngestFact.PublisherConnected(info));
  }

  @Override
  public void mediaStarted(Duration sincePost, int width, int height) {
    report(new IngestFact.MediaStarted(sessionId, sincePost, width, height));
  }

  @Override
  public void mediaStalled(Duration silent) {
    report(new IngestFact.MediaStalled(sessionId, silent));
  }

  @Override
  public void disconnected(DisconnectReason reason, String detail, MediaStatistics statistics) {
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
