package io.sluice.benchmarks.media;

import io.sluice.worker.peer.DisconnectReason;
import io.sluice.worker.peer.MediaStatistics;
import io.sluice.worker.peer.PublisherInfo;
import io.sluice.worker.peer.PublisherListener;
import java.time.Duration;

/// Whatever becomes of a session shows at the sinks.
final class Unheard implements PublisherListener {
  @Override
  public void connected(PublisherInfo info) {}

  @Override
  public void mediaStarted(Duration sincePost, int width, int height) {}

  @Override
  public void mediaStalled(Duration silent) {}

  @Override
  public void disconnected(DisconnectReason reason, String detail, MediaStatistics statistics) {}
}
