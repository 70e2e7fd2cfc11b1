package io.sluice.worker.peer;

import io.sluice.worker.dtls.DtlsIdentity;
import io.sluice.worker.dtls.Fingerprint;
import io.sluice.worker.flight.StepKind;
import io.sluice.worker.peer.OfferRefusedException.Kind;
import io.sluice.worker.peer.ice.HostCandidates;
import io.sluice.worker.peer.loop.LoopSession;
import io.sluice.worker.peer.loop.MediaLoops;
import io.sluice.worker.peer.loop.SessionHome;
import io.sluice.worker.peer.loop.SessionTable;
import io.sluice.worker.peer.loop.TcpArrivals;
import io.sluice.worker.peer.tally.MediaCounters;
import io.sluice.worker.peer.tally.Tally;
import io.sluice.worker.peer.tcp.TcpLimits;
import io.sluice.worker.peer.tcp.TcpListener;
import io.sluice.worker.sdp.AcceptedCodecs;
import io.sluice.worker.sdp.Agreement;
import io.sluice.worker.sdp.LocalTransport;
import io.sluice.worker.sdp.Negotiation;
import io.sluice.worker.sdp.SdpSummary;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// All publishers of this worker, behind one UDP port, and one of TCP where that is wanted.
///
/// Thread: any.
public final class MediaServer implements AutoCloseable {
  private static final long GOODBYE_MILLIS = 500;

  private final SecureRandom random = new SecureRandom();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final MediaServerConfig config;
  private final DtlsIdentity identity;
  private final PublisherEvents events = new PublisherEvents();
  private final Tally tally;
  private final SessionTable sessions;
  private final MediaLoops loops;
  private final @Nullable TcpListener tcp;
  private final List<InetSocketAddress> candidates;
  private final List<InetSocketAddress> tcpCandidates;

  private MediaServer(
      MediaServerConfig config,
      DtlsIdentity identity,
      Tally tally,
      SessionTable sessions,
      MediaLoops loops,
      @Nullable TcpListener tcp) {
    this.config = config;
    this.identity = identity;
    this.tally = tally;
    this.sessions = sessions;
    this.loops = loops;
    this.tcp = tcp;
    InetSocketAddress bound = loops.localAddress();
    this.candidates = HostCandidates.of(config.network().advertised(), bound);
    this.tcpCandidates =
        tcp == null
            ? List.of()
            : candidates.stream()
                .map(candidate -> new InetSocketAddress(candidate.getAddress(), tcp.port()))
                .toList();
  }

  /// Binds the port and warms up cryptography, so that the first publisher finds it fast.
  ///
  /// @throws java.io.UncheckedIOException when the port cannot be bound; nothing is left open then
  public static MediaServer start(MediaServerConfig config) {
    DtlsIdentity identity = DtlsIdentity.generate();
    WarmUp.run(identity);
    Tally tally = new Tally();
    SessionTable sessions = new SessionTable();
    MediaLoops loops = open(config.network(), sessions, tally);
    try {
      TcpListener tcp = listen(config.network(), sessions, tally);
      MediaServer server = new MediaServer(config, identity, tally, sessions, loops, tcp);
      loops.start();
      return server;
    } catch (RuntimeException e) {
      loops.closePorts();
      throw e;
    }
  }

  private static MediaLoops open(MediaNetwork network, SessionTable sessions, Tally tally) {
    return MediaLoops.open(network.bind(), network.io(), network.loops(), sessions, tally);
  }

  private static @Nullable TcpListener listen(
      MediaNetwork network, SessionTable sessions, Tally tally) {
    if (network.tcpPort().isEmpty()) {
      return null;
    }
    InetSocketAddress bind =
        new InetSocketAddress(network.bind().getAddress(), network.tcpPort().getAsInt());
    return TcpListener.open(bind, TcpLimits.USUAL, new TcpArrivals(sessions, tally));
  }

  /// Where publishers reach this server, as the answers say, best first.
  public List<InetSocketAddress> candidates() {
    return candidates;
  }

  /// The same by TCP, for publishers without UDP; empty when it is off.
  public List<InetSocketAddress> tcpCandidates() {
    return tcpCandidates;
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
    listener.step(StepKind.OFFER, SdpSummary.of(offerSdp));
    listener.step(StepKind.CANDIDATES, "the publisher's are " + SdpSummary.candidatesOf(offerSdp));
    long postedNanos = System.nanoTime();
    Agreement agreement = agree(offerSdp, codecs);
    List<Fingerprint> fingerprints = fingerprints(agreement);
    SessionIdentity names = SessionIdentity.create(random);
    IceSession ice = IceSession.create(random);
    LocalTransport transport =
        new LocalTransport(
            names.sdpSessionNumber(),
            ice.local(),
            identity.fingerprint().toString(),
            candidates,
            tcpCandidates);
    PublisherPeer peer =
        new PublisherPeer(
            new PublisherPeer.Accepted(
                names, ice, agreement, fingerprints, transport, userAgent, listener, postedNanos),
            services());
    tally.sessionsOpened.increment();
    sessions.add(ice.local().ufrag(), peer);
    return peer;
  }

  private PeerServices services() {
    return new PeerServices(
        new SessionHome(loops.next()), identity, events, tally, sessions, config, random);
  }

  /// What happened at this port so far.
  public MediaCounters counters() {
    return tally.snapshot(sessions.size());
  }

  /// Datagrams, to publishers and to FFmpeg, that the kernel did not take.
  public long unsent() {
    return loops.unsent();
  }

  /// Ends every session with [DisconnectReason#PROCESS_STOPPED], tells the listeners, frees the
  /// port.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    List<LoopSession> open = List.copyOf(sessions.all());
    open.forEach(LoopSession::shutDown);
    loops.close();
    awaitGoodbyes(open);
    events.close();
    if (tcp != null) {
      tcp.close();
    }
    loops.closePorts();
  }

  /// So that publishers hear close_notify before the port is gone.
  private static void awaitGoodbyes(List<LoopSession> sessions) {
    CompletableFuture.allOf(
            sessions.stream().map(LoopSession::lastWord).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, GOODBYE_MILLIS, TimeUnit.MILLISECONDS)
        .join();
  }

  /// Offers that come at the same moment may pass together.
  private void requireRoom() throws OfferRefusedException {
    SessionLimits limits = config.limits();
    if (sessions.size() >= limits.open() || sessions.connecting() >= limits.connecting()) {
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
