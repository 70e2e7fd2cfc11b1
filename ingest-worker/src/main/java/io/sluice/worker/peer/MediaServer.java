package io.sluice.worker.peer;

import io.sluice.worker.legs.IngestLegs;
import java.net.InetSocketAddress;
import java.util.List;

/// All publishers of this worker, behind one UDP port.
///
/// Thread: any.
public final class MediaServer implements AutoCloseable {
  private MediaServer() {}

  /// Binds the port and warms up cryptography, so that the first publisher finds it fast.
  ///
  /// @throws java.io.UncheckedIOException when the port cannot be bound; nothing is left open then
  public static MediaServer start(MediaServerConfig config) {
    throw new UnsupportedOperationException();
  }

  /// Where publishers reach this server, as the answers say, best first.
  public List<InetSocketAddress> candidates() {
    throw new UnsupportedOperationException();
  }

  /// Negotiates and opens a session. Takes a few milliseconds, waits for nothing.
  ///
  /// @param userAgent for the record; empty when the publisher did not say
  /// @param legs decide which codecs are taken, and get the media
  /// @throws OfferRefusedException when the offer is not taken; no session exists then
  public PublisherSession accept(
      String offerSdp, String userAgent, IngestLegs legs, PublisherListener listener)
      throws OfferRefusedException {
    throw new UnsupportedOperationException();
  }

  /// What happened at this port so far.
  public MediaCounters counters() {
    throw new UnsupportedOperationException();
  }

  /// Ends every session with [DisconnectReason#PROCESS_STOPPED], tells the listeners, frees the
  /// port.
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
