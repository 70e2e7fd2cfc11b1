package io.sluice.worker.ingest;

import io.sluice.worker.peer.OfferRefusedException;
import io.sluice.worker.peer.PublisherListener;
import io.sluice.worker.peer.PublisherSession;
import io.sluice.worker.sdp.AcceptedCodecs;

/// Where offers become sessions: the media server.
@FunctionalInterface
public interface PublisherGate {
  PublisherSession accept(
      String offerSdp, String userAgent, AcceptedCodecs codecs, PublisherListener listener)
      throws OfferRefusedException;
}
