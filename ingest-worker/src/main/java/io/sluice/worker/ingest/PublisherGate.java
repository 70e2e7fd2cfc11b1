package io.sluice.worker.ingest;

import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.peer.OfferRefusedException;
import io.sluice.worker.peer.PublisherListener;
import io.sluice.worker.peer.PublisherSession;

/// Where offers become sessions: the media server.
@FunctionalInterface
public interface PublisherGate {
  PublisherSession accept(
      String offerSdp, String userAgent, IngestLegs legs, PublisherListener listener)
      throws OfferRefusedException;
}
