package io.sluice.worker.peer;

import io.sluice.worker.dtls.DtlsIdentity;
import io.sluice.worker.dtls.Fingerprint;
import io.sluice.worker.peer.OfferRefusedException.Kind;
import io.sluice.worker.sdp.AcceptedCodecs;
import io.sluice.worker.sdp.Agreement;
import io.sluice.worker.sdp.LocalTransport;
import io.sluice.worker.sdp.Negotiation;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All publishers of this worker, behind one UDP port.
///
/// Thread: any.
public final class MediaServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MediaServer.class);

  private static final long GOODBYE_MILLIS = 500;

  private final AtomicBoolean closed = new AtomicBoolean();
  private final PeerServices services;
  private final MediaLoop loop;
  private final List<InetSocketAddress> candidates;

  private MediaServer(PeerServices services, MediaLoop loop) {
    this.services = services;
    this.loop = loop;
    this.candidates =
        HostCandidates.of(services.config().advertised(), services.port().localAddress());
  }

  /// Binds the port and warms up cryptography, so that the first publisher finds it fast.
  ///
  /// @throws java.io.UncheckedIOException when the port cannot be bound; nothing is left open then
  public static MediaServer start(MediaServerConfig config) {
    DtlsIdentity identity = DtlsIdentity.generate();
    WarmUp.run(identity);
    MediaPort port = NioMediaPort.bind(config.bind());
    try {
      return start(config, identity, port);
    } catch (RuntimeException e) {
      port.close();
      throw e;
    }
  }

  private static MediaServer start(
      MediaServerConfig config, DtlsIdentity identity, MediaPort port) {
    Tally tally = new Tally();
    SessionTable sessions = new SessionTable();
    MediaLoop loop = new MediaLoop(port, sessions, tally);
    PeerServices services =
        new PeerServices(
            port,
            loop,
            identity,
            new PublisherEvents(),
            tally,
            sessions,
            config,
            new SecureRandom());
    MediaServer server = new MediaServer(services, loop);
    loop.start();
    log.atInfo().addKeyValue("port", port.localAddress().getPort()).log("media port open");
    return server;
  }

  /// Where publishers reach this server, as the answers say, best first.
  public List<InetSocketAddress> candidates() {
    return candidates;
  }

  /// Negotiates and opens a session. Takes a few milliseconds, waits for nothing.
  ///
  /// @param userAgent for the record; empty when the publisher did not say
  /// @param codecs what is taken; the media goes nowhere until [PublisherSession#switchTo]
  /// @throws OfferRefusedException when the offer is not taken; no session exists then
  public PublisherSession accept(
      String offerSdp, String userAgent, AcceptedCodecs codecs, PublisherListener listener)
      throws OfferRefusedException {
    if (closed.get()) {
      throw new IllegalStateException("the media server is closed");
    }
    requireRoom();
    long postedNanos = System.nanoTime();
    Agreement agreement = agree(offerSdp, codecs);
    List<Fingerprint> fingerprints = fingerprints(agreement);
    SessionIdentity identity = SessionIdentity.create(services.random());
    IceSession ice = IceSession.create(services.random());
    LocalTransport transport =
        new LocalTransport(
            identity.sdpSessionNumber(),
            ice.local(),
            services.identity().fingerprint().toString(),
            candidates);
    PublisherPeer peer =
        new PublisherPeer(
            new PublisherPeer.Accepted(
                identity,
                ice,
                agreement,
                fingerprints,
                transport,
                userAgent,
                listener,
                postedNanos),
            services);
    services.tally().sessionsOpened.increment();
    services.sessions().add(ice.local().ufrag(), peer);
    return peer;
  }

  /// What happened at this port so far.
  public MediaCounters counters() {
    return services.tally().snapshot(services.sessions().size());
  }

  /// Ends every session with [DisconnectReason#PROCESS_STOPPED], tells the listeners, frees the
  /// port.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    List<PublisherPeer> peers = List.copyOf(services.sessions().all());
    peers.forEach(peer -> peer.close(DisconnectReason.PROCESS_STOPPED));
    loop.close();
    awaitGoodbyes(peers);
    services.events().close();
    services.port().close();
  }

  /// So that publishers hear close_notify before the port is gone.
  private static void awaitGoodbyes(List<PublisherPeer> peers) {
    CompletableFuture.allOf(
            peers.stream().map(PublisherPeer::association).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, GOODBYE_MILLIS, TimeUnit.MILLISECONDS)
        .join();
  }

  /// Offers that come at the same moment may pass together.
  private void requireRoom() throws OfferRefusedException {
    SessionLimits limits = services.config().limits();
    if (services.sessions().size() >= limits.open()
        || services.sessions().connecting() >= limits.connecting()) {
      throw new OfferRefusedException(
          Kind.OVERLOADED, "this worker has as many sessions as it takes; try again");
    }
  }

  private static Agreement agree(String offerSdp, AcceptedCodecs codecs)
      throws OfferRefusedException {
    return switch (Negotiation.of(offerSdp, codecs)) {
      case Negotiation.Agreed(Agreement agreement) -> agreement;
      case Negotiation.Malformed(String detail) ->
          throw new OfferRefusedException(Kind.MALFORMED, detail);
      case Negotiation.Unprocessable(String detail) ->
          throw new OfferRefusedException(Kind.UNPROCESSABLE, detail);
    };
  }

  private static List<Fingerprint> fingerprints(Agreement agreement) throws OfferRefusedException {
    List<Fingerprint> known =
        agreement.remoteFingerprints().stream()
            .map(Fingerprint::parse)
            .flatMap(Optional::stream)
            .toList();
    if (known.isEmpty()) {
      throw new OfferRefusedException(
          Kind.UNPROCESSABLE, "no certificate fingerprint of SHA-256, SHA-384 or SHA-512");
    }
    return known;
  }
}
