package io.sluice.worker.peer;

import io.sluice.worker.dtls.DtlsEnd;
import io.sluice.worker.dtls.DtlsOutcome;
import io.sluice.worker.dtls.DtlsRole;
import io.sluice.worker.dtls.DtlsTransport;
import io.sluice.worker.dtls.Fingerprint;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.rtp.PictureSize;
import io.sluice.worker.sdp.AgreedMedia;
import io.sluice.worker.sdp.Agreement;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.sdp.MediaKind;
import io.sluice.worker.srtp.SrtpKeys;
import io.sluice.worker.srtp.SrtpSession;
import io.sluice.worker.stun.StunMessage.BindingRequest;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One publisher: its connectivity, its handshake, its media, its end.
///
/// Thread: the event loop, but for the methods of [PublisherSession].
final class PublisherPeer implements PublisherSession {
  private static final Logger log = LoggerFactory.getLogger(PublisherPeer.class);

  /// Paths a publisher may try at a time; the oldest is forgotten for a new one.
  private static final int MAX_ADDRESSES = 16;

  private static final long STALLED_NANOS = 3_000_000_000L;

  /// The offer, and what came of it.
  ///
  /// @param postedNanos [System#nanoTime] when the offer came
  record Accepted(
      SessionIdentity identity,
      Agreement agreement,
      List<Fingerprint> fingerprints,
      String answerSdp,
      String userAgent,
      PublisherListener listener,
      long postedNanos) {
    Accepted {
      fingerprints = List.copyOf(fingerprints);
    }
  }

  private final Accepted accepted;
  private final PeerServices services;
  private final IceLite ice;
  private final Deque<InetSocketAddress> addresses = new ArrayDeque<>();
  private volatile Phase phase = new Phase.AwaitingCheck();
  private volatile @Nullable InetSocketAddress dtlsTarget;
  private volatile CompletableFuture<?> association = CompletableFuture.completedFuture(null);
  private IngestLegs legs;
  private boolean stalled;

  PublisherPeer(Accepted accepted, IngestLegs legs, PeerServices services) {
    this.accepted = accepted;
    this.legs = legs;
    this.services = services;
    this.ice = new IceLite(accepted.identity().ice(), accepted.agreement().remoteIce());
  }

  @Override
  public String id() {
    return accepted.identity().sessionId();
  }

  @Override
  public String answerSdp() {
    return accepted.answerSdp();
  }

  @Override
  public String iceEtag() {
    return accepted.identity().etag();
  }

  @Override
  public boolean isOpen() {
    return !(phase instanceof Phase.Ended);
  }

  @Override
  public void switchTo(IngestLegs newLegs) {
    services
        .loop()
        .execute(() -> {
          legs = newLegs;
          if (phase instanceof Phase.Established(_, MediaReceiver media)) {
            media.switchTo(newLegs);
          }
        });
  }

  @Override
  public void close(DisconnectReason reason) {
    services.loop().execute(() -> end(reason, ""));
  }

  String ufrag() {
    return accepted.identity().ice().ufrag();
  }

  /// Done when DTLS has said its last word, or never began. Thread: any.
  CompletableFuture<?> association() {
    return association;
  }

  void stun(BindingRequest request, InetSocketAddress source, long nowNanos) {
    switch (ice.check(request, source, nowNanos)) {
      case IceLite.Verdict.NotAuthentic() ->
          services.tally().dropped(DropReason.STUN_NOT_AUTHENTIC);
      case IceLite.Verdict.Refused(byte[] response) -> send(response, response.length, source);
      case IceLite.Verdict.Valid(byte[] response) -> {
        send(response, response.length, source);
        learn(source);
        checkPassed();
      }
    }
  }

  void dtls(byte[] buffer, int offset, int length, InetSocketAddress source) {
    dtlsTarget = source;
    switch (phase) {
      case Phase.AwaitingHello() -> startDtls(DtlsRole.SERVER).receive(buffer, offset, length);
      case Phase.Handshaking(DtlsTransport dtls, _) -> dtls.receive(buffer, offset, length);
      case Phase.Established(DtlsTransport dtls, _) -> dtls.receive(buffer, offset, length);
      case Phase.AwaitingCheck(), Phase.Ended() ->
          services.tally().dropped(DropReason.ADDRESS_UNKNOWN);
    }
  }

  void media(byte[] buffer, int offset, int length, long nowNanos) {
    switch (phase) {
      case Phase.Established(_, MediaReceiver media) ->
          media.datagram(buffer, offset, length, nowNanos);
      case Phase.Handshaking(_, EarlyPackets early) -> {
        if (!early.keep(buffer, offset, length)) {
          services.tally().dropped(DropReason.TOO_EARLY);
        }
      }
      case Phase.AwaitingCheck(), Phase.AwaitingHello(), Phase.Ended() ->
          services.tally().dropped(DropReason.TOO_EARLY);
    }
  }

  void tick(long nowNanos) {
    Phase now = phase;
    if (now instanceof Phase.Established(_, MediaReceiver media)) {
      media.tick(nowNanos);
      if (media.receivedAny()) {
        watch(media, nowNanos);
        return;
      }
    }
    if (nowNanos - accepted.postedNanos() > services.config().connectTimeout().toNanos()) {
      end(DisconnectReason.NEVER_CONNECTED, now.stuckBecause(ice.sawWrongPassword()));
    }
  }

  /// Ends the session once; whatever thread, timer or datagram comes later finds nothing.
  void end(DisconnectReason reason, String detail) {
    Phase before = phase;
    if (before instanceof Phase.Ended) {
      return;
    }
    phase = new Phase.Ended();
    services.sessions().remove(this);
    MediaStatistics statistics =
        switch (before) {
          case Phase.Handshaking(DtlsTransport dtls, _) -> {
            dtls.close();
            yield MediaStatistics.NONE;
          }
          case Phase.Established(DtlsTransport dtls, MediaReceiver media) -> {
            dtls.close();
            media.close();
            yield media.statistics();
          }
          case Phase.AwaitingCheck(), Phase.AwaitingHello(), Phase.Ended() -> MediaStatistics.NONE;
        };
    log.atInfo()
        .addKeyValue("sessionId", shortId())
        .addKeyValue("reason", reason)
        .log("publisher disconnected");
    tell(listener -> listener.disconnected(reason, detail, statistics));
  }

  private void watch(MediaReceiver media, long nowNanos) {
    if (ice.silentNanos(nowNanos) > services.config().consentTimeout().toNanos()) {
      end(DisconnectReason.CONSENT_EXPIRED, "no valid connectivity check for the consent time-out");
      return;
    }
    long silent = media.silentNanos(nowNanos);
    if (silent < STALLED_NANOS) {
      stalled = false;
    } else if (!stalled) {
      stalled = true;
      tell(listener -> listener.mediaStalled(Duration.ofNanos(silent)));
    }
  }

  private void learn(InetSocketAddress source) {
    services.sessions().learn(source, this);
    if (addresses.contains(source)) {
      return;
    }
    if (addresses.size() == MAX_ADDRESSES) {
      services.sessions().forget(addresses.removeFirst(), this);
    }
    addresses.addLast(source);
  }

  private void checkPassed() {
    if (phase instanceof Phase.AwaitingCheck) {
      switch (accepted.agreement().ourSetup()) {
        case PASSIVE -> phase = new Phase.AwaitingHello();
        case ACTIVE -> startDtls(DtlsRole.CLIENT);
      }
    }
  }

  private DtlsTransport startDtls(DtlsRole role) {
    Duration sincePost = Duration.ofNanos(System.nanoTime() - accepted.postedNanos());
    Duration left = services.config().connectTimeout().minus(sincePost);
    DtlsTransport dtls =
        DtlsTransport.start(
            "dtls-" + shortId(),
            new DtlsTransport.Config(
                role,
                services.identity(),
                accepted.fingerprints(),
                left.isPositive() ? left : Duration.ofMillis(1)),
            this::sendDtls);
    association = dtls.ended();
    phase = new Phase.Handshaking(dtls, new EarlyPackets());
    dtls.outcome().thenAccept(outcome -> handshakeDone(role, outcome));
    dtls.ended().thenAccept(this::associationEnded);
    return dtls;
  }

  /// On the handshake's thread: keys are derived here, so that the event loop does not wait.
  private void handshakeDone(DtlsRole role, DtlsOutcome outcome) {
    switch (outcome) {
      case DtlsOutcome.Connected(SrtpKeys keys) -> {
        SrtpSession srtp = SrtpSession.open(keys, role == DtlsRole.CLIENT);
        for (AgreedMedia media : accepted.agreement().media()) {
          media.ssrcs().stream().limit(4).forEach(ssrc -> srtp.prepare(ssrc.intValue()));
        }
        services.loop().execute(() -> established(srtp, role, keys.profile().name()));
      }
      case DtlsOutcome.Failed(DtlsOutcome.Reason reason, String detail) ->
          services.loop().execute(() -> handshakeFailed(reason, detail));
    }
  }

  private void handshakeFailed(DtlsOutcome.Reason reason, String detail) {
    switch (reason) {
      case TIMED_OUT -> end(DisconnectReason.NEVER_CONNECTED, phase.stuckBecause(false));
      case FINGERPRINT_MISMATCH, NO_COMMON_PROFILE, PROTOCOL_ERROR ->
          end(DisconnectReason.HANDSHAKE_FAILED, detail);
      case CLOSED -> end(DisconnectReason.CLOSED_BY_PEER, detail);
    }
  }

  private void associationEnded(DtlsEnd end) {
    switch (end) {
      case REMOTE ->
          services
              .loop()
              .execute(() -> end(DisconnectReason.CLOSED_BY_PEER, "the publisher closed DTLS"));
      case LOCAL, HANDSHAKE_FAILED -> {
        // The session has ended, or ends by the outcome.
      }
    }
  }

  private void established(SrtpSession srtp, DtlsRole role, String profile) {
    if (!(phase instanceof Phase.Handshaking(DtlsTransport dtls, EarlyPackets early))) {
      srtp.close();
      return;
    }
    long nowNanos = System.nanoTime();
    MediaReceiver media =
        new MediaReceiver(
            srtp,
            accepted.agreement(),
            legs,
            accepted.identity().ssrc(),
            services,
            this::sendMedia,
            this::firstWritten,
            nowNanos);
    phase = new Phase.Established(dtls, media);
    connected(role, profile, nowNanos);
    early.drainTo(packet -> media.datagram(packet, 0, packet.length, nowNanos));
  }

  private void connected(DtlsRole role, String profile, long nowNanos) {
    services.tally().sessionsConnected.increment();
    InetSocketAddress remote = ice.target();
    if (remote == null) {
      throw new IllegalStateException("DTLS is up without a connectivity check");
    }
    PublisherInfo info =
        new PublisherInfo(
            id(),
            remote,
            accepted.userAgent(),
            codec(MediaKind.VIDEO),
            codec(MediaKind.AUDIO),
            role.name(),
            profile,
            Duration.ofNanos(nowNanos - accepted.postedNanos()));
    log.atInfo().addKeyValue("sessionId", shortId()).log("publisher connected");
    tell(listener -> listener.connected(info));
  }

  private @Nullable MediaCodec codec(MediaKind kind) {
    return accepted.agreement().media().stream()
        .filter(media -> media.kind() == kind)
        .map(AgreedMedia::codec)
        .findFirst()
        .orElse(null);
  }

  private void firstWritten(@Nullable PictureSize size, long nowNanos) {
    Duration sincePost = Duration.ofNanos(nowNanos - accepted.postedNanos());
    int width = size == null ? 0 : size.width();
    int height = size == null ? 0 : size.height();
    tell(listener -> listener.mediaStarted(sincePost, width, height));
  }

  /// On the handshake's thread.
  private void sendDtls(byte[] buffer, int offset, int length) {
    InetSocketAddress target = dtlsTarget == null ? ice.target() : dtlsTarget;
    if (target != null) {
      services.port().send(buffer, offset, length, target);
    }
  }

  private void sendMedia(byte[] buffer, int length) {
    InetSocketAddress target = ice.target();
    if (target != null) {
      send(buffer, length, target);
    }
  }

  private void send(byte[] buffer, int length, InetSocketAddress target) {
    services.port().send(buffer, 0, length, target);
  }

  private void tell(Consumer<PublisherListener> call) {
    services.events().call(() -> call.accept(accepted.listener()));
  }

  private String shortId() {
    return id().substring(0, 8);
  }
}
