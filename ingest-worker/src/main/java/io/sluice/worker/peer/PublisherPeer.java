package io.sluice.worker.peer;

import io.sluice.whip.EntityTag;
import io.sluice.whip.IfMatch;
import io.sluice.worker.dtls.DtlsOutcome;
import io.sluice.worker.dtls.DtlsRole;
import io.sluice.worker.dtls.DtlsTransport;
import io.sluice.worker.dtls.Fingerprint;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.peer.ice.Connectivity;
import io.sluice.worker.peer.ice.IceLite;
import io.sluice.worker.peer.ice.Path;
import io.sluice.worker.peer.loop.LoopSession;
import io.sluice.worker.peer.loop.SessionHome;
import io.sluice.worker.peer.media.EarlyPackets;
import io.sluice.worker.peer.media.MediaReceiver;
import io.sluice.worker.peer.tally.DropReason;
import io.sluice.worker.reception.ReceptionFigures;
import io.sluice.worker.sdp.Agreement;
import io.sluice.worker.sdp.AnswerWriter;
import io.sluice.worker.sdp.IceCredentials;
import io.sluice.worker.sdp.IceFragment;
import io.sluice.worker.sdp.LocalTransport;
import io.sluice.worker.sdp.MediaChoice;
import io.sluice.worker.srtp.SrtpSession;
import io.sluice.worker.stun.StunMessage.BindingRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One publisher, phase by phase: connectivity, DTLS association, media, end.
///
/// Thread: the event loop, but for the methods of [PublisherSession].
final class PublisherPeer implements PublisherSession, LoopSession, Association.Owner {
  private static final long STALLED_NANOS = 3_000_000_000L;

  /// The offer, and what came of it.
  ///
  /// @param ice the first ICE session
  /// @param transport as the answer tells it
  /// @param postedNanos [System#nanoTime] when the offer came
  record Accepted(
      SessionIdentity identity,
      IceSession ice,
      Agreement agreement,
      List<Fingerprint> fingerprints,
      LocalTransport transport,
      String userAgent,
      PublisherListener listener,
      long postedNanos) {
    Accepted {
      fingerprints = List.copyOf(fingerprints);
    }
  }

  private final Accepted accepted;
  private final PeerServices services;
  private final SessionStory story;
  private final IceNegotiation negotiation;
  private final Connectivity connectivity;
  private final Association association;
  private volatile Phase phase = new Phase.AwaitingCheck();
  private @Nullable IngestLegs legs;
  private final MediaProgress progress = new MediaProgress();
  private boolean stalled;

  PublisherPeer(Accepted accepted, PeerServices services) {
    this.accepted = accepted;
    this.services = services;
    this.story = new SessionStory(accepted, services.events());
    this.negotiation =
        new IceNegotiation(
            accepted.agreement(),
            accepted.transport(),
            accepted.ice().tag(),
            services.random(),
            this::restartIce);
    IceLite ice = new IceLite(accepted.ice().local(), accepted.agreement().remoteIce());
    this.connectivity =
        new Connectivity(ice, services.sessions().registryOf(this), services.tally());
    this.association =
        new Association(
            services,
            this,
            accepted.agreement().media(),
            accepted.identity().ssrc(),
            connectivity::target);
    story.opened(answerSdp());
  }

  @Override
  public String id() {
    return accepted.identity().sessionId();
  }

  @Override
  public String answerSdp() {
    return AnswerWriter.write(accepted.agreement(), accepted.transport());
  }

  @Override
  public EntityTag iceTag() {
    return negotiation.tag();
  }

  @Override
  public IceUpdate update(IfMatch ifMatch, IceFragment fragment) {
    story.trickled(fragment);
    return negotiation.update(ifMatch, fragment);
  }

  @Override
  public MediaChoice sends() {
    return accepted.agreement().choice();
  }

  @Override
  public Optional<ReceptionFigures> reception() {
    return phase instanceof Phase.Established(_, MediaReceiver media)
        ? Optional.ofNullable(media.figures())
        : Optional.empty();
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

  @Override
  public boolean isConnected() {
    return phase instanceof Phase.Established;
  }

  @Override
  public SessionHome home() {
    return services.loop();
  }

  @Override
  public boolean mayMoveFor(BindingRequest check) {
    return phase instanceof Phase.AwaitingCheck && connectivity.isAuthentic(check);
  }

  @Override
  public void shutDown() {
    close(DisconnectReason.PROCESS_STOPPED);
  }

  @Override
  public CompletableFuture<?> lastWord() {
    return association.ended();
  }

  @Override
  public void stun(BindingRequest request, Path source, long nowNanos) {
    if (!connectivity.check(request, source, nowNanos)) {
      return;
    }
    boolean isFirst = phase instanceof Phase.AwaitingCheck;
    if (isFirst) {
      story.checked(source);
    }
    story.leadsTo(connectivity.target(), request.useCandidate());
    if (isFirst) {
      switch (accepted.agreement().ourSetup()) {
        case PASSIVE -> phase = new Phase.AwaitingHello();
        case ACTIVE -> startDtls(DtlsRole.CLIENT);
      }
    }
  }

  @Override
  public void dtls(byte[] buffer, int offset, int length, Path source) {
    association.heardFrom(source);
    switch (phase) {
      case Phase.AwaitingHello() -> startDtls(DtlsRole.SERVER).receive(buffer, offset, length);
      case Phase.Handshaking(DtlsTransport dtls, _) -> dtls.receive(buffer, offset, length);
      case Phase.Established(DtlsTransport dtls, _) -> dtls.receive(buffer, offset, length);
      case Phase.AwaitingCheck(), Phase.Ended() ->
          services.tally().dropped(DropReason.ADDRESS_UNKNOWN);
    }
  }

  @Override
  public void media(byte[] buffer, int offset, int length, long nowNanos) {
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

  @Override
  public void tick(long nowNanos) {
    if (phase instanceof Phase.Established(_, MediaReceiver media)) {
      if (media.rests(nowNanos)) {
        return;
      }
      media.tick(nowNanos);
      if (media.receivedAny()) {
        progress.look(media, nowNanos, accepted.listener());
        watch(media, nowNanos);
        return;
      }
    }
    if (story.sincePost(nowNanos).compareTo(services.config().connectTimeout()) > 0) {
      neverConnected(nowNanos);
    }
  }

  private void neverConnected(long nowNanos) {
    Phase now = phase;
    if (now instanceof Phase.Ended) {
      return;
    }
    var heard =
        new Phase.Heard(
            connectivity.sawWrongPassword(), connectivity.refusedAny(), association.heard());
    end(
        DisconnectReason.NEVER_CONNECTED,
        now.standstill(heard).diagnosis(story.sincePost(nowNanos), ports()));
  }

  private String ports() {
    String udp = "UDP port " + accepted.transport().candidates().getFirst().getPort();
    return accepted.transport().tcpCandidates().stream()
        .findFirst()
        .map(tcp -> udp + " (as is TCP port " + tcp.getPort() + ")")
        .orElse(udp);
  }

  /// Ends the session once; whatever thread, timer or datagram comes later finds nothing.
  void end(DisconnectReason reason, String detail) {
    Phase before = phase;
    if (before instanceof Phase.Ended) {
      return;
    }
    phase = new Phase.Ended();
    services.sessions().remove(this);
    story.disconnected(reason, detail, before.close());
  }

  @Override
  public void keyed(SrtpSession srtp, DtlsRole role, String profile, String cipherSuite) {
    if (!(phase instanceof Phase.Handshaking(DtlsTransport dtls, EarlyPackets early))) {
      srtp.close();
      return;
    }
    Path remote = connectivity.target();
    if (remote == null) {
      throw new IllegalStateException("DTLS is up without a connectivity check");
    }
    long nowNanos = System.nanoTime();
    MediaReceiver media = receive(srtp, nowNanos);
    phase = new Phase.Established(dtls, media);
    services.tally().sessionsConnected.increment();
    story.connected(remote.remote(), role, profile, cipherSuite, nowNanos);
    early.drainTo(packet -> media.datagram(packet, 0, packet.length, nowNanos));
  }

  @Override
  public void handshakeFailed(DtlsOutcome.Reason reason, String detail) {
    switch (reason) {
      case TIMED_OUT -> neverConnected(System.nanoTime());
      case FINGERPRINT_MISMATCH, NO_COMMON_PROFILE, PROTOCOL_ERROR ->
          end(DisconnectReason.HANDSHAKE_FAILED, detail);
      case CLOSED -> end(DisconnectReason.CLOSED_BY_PEER, detail);
    }
  }

  @Override
  public void closedByPublisher() {
    end(DisconnectReason.CLOSED_BY_PEER, "the publisher closed DTLS");
  }

  /// On the thread of the PATCH: when its answer goes out, checks may come.
  private void restartIce(IceCredentials local, IceCredentials remote) {
    connectivity.restart(new IceLite(local, remote));
    story.iceRestarts();
    if (!isOpen()) {
      services.sessions().remove(this);
    }
  }

  private DtlsTransport startDtls(DtlsRole role) {
    Duration left = services.config().connectTimeout().minus(story.sincePost(System.nanoTime()));
    DtlsTransport dtls =
        association.start("dtls-" + story.shortId(), role, accepted.fingerprints(), left);
    phase = new Phase.Handshaking(dtls, new EarlyPackets());
    story.handshakes(role);
    return dtls;
  }

  private MediaReceiver receive(SrtpSession srtp, long nowNanos) {
    return new MediaReceiver(
        srtp,
        accepted.agreement(),
        legs,
        accepted.identity().ssrc(),
        new MediaReceiver.Surroundings(
            services.loop().legs(),
            services.loop().pool(),
            services.tally(),
            services.config().keyFrameInterval()),
        this::sendMedia,
        story::mediaStarted,
        nowNanos);
  }

  private void watch(MediaReceiver media, long nowNanos) {
    if (connectivity.silentNanos(nowNanos) > services.config().consentTimeout().toNanos()) {
      end(DisconnectReason.CONSENT_EXPIRED, "no valid connectivity check for the consent time-out");
      return;
    }
    long silent = media.silentNanos(nowNanos);
    if (silent < STALLED_NANOS) {
      stalled = false;
    } else if (!stalled) {
      stalled = true;
      story.mediaStalled(Duration.ofNanos(silent));
    }
  }

  private void sendMedia(byte[] buffer, int length) {
    Path target = connectivity.target();
    if (target != null) {
      target.send(buffer, 0, length);
    }
  }
}
