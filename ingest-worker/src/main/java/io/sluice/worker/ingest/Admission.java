package io.sluice.worker.ingest;

import io.sluice.worker.peer.PublisherSession;

/// What became of an offer that is in order by itself.
public sealed interface Admission {
  record Admitted(PublisherSession session) implements Admission {}

  /// Another publisher is live.
  record Occupied() implements Admission {}

  /// FFmpeg does not listen now; it will in a moment.
  record NotReady() implements Admission {}
}
