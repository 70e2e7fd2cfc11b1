package io.sluice.worker.peer;

import io.sluice.worker.dtls.DtlsEnd;
import io.sluice.worker.dtls.DtlsOutcome;
import io.sluice.worker.dtls.DtlsRole;
import io.sluice.worker.dtls.DtlsTransport;
import io.sluice.worker.dtls.Fingerprint;
import io.sluice.worker.peer.ice.Path;
import io.sluice.worker.sdp.AgreedMedia;
import io.sluice.worker.srtp.SrtpKeys;
import io.sluice.worker.srtp.SrtpSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The DTLS association of one session, and the keys that come of it.
///
/// Thread: the event loop, but for [#ended]; the [Owner] is called there too.
final class Association {
  /// What the session does about it.
  interface Owner {
    /// @param profile name of the SRTP protection profile
    /// @param cipherSuite name of that of DTLS
    void keyed(SrtpSession srtp, DtlsRole role, String profile, String cipherSuite);

    void handshakeFailed(DtlsOutcome.Reason reason, String detail);

    void closedByPublisher();
  }

  private final PeerServices services;
  private final Owner owner;
  private final List<AgreedMedia> media;
  private final int ourSsrc;
  private final Supplier<@Nullable Path> path;
  private volatile @Nullable Path lastSource;
  private volatile CompletableFuture<?> ended = CompletableFuture.completedFuture(null);

  /// @param media whose announced SSRCs get their keys at once
  /// @param ourSsrc under which we report
  /// @param path where to send before anything came
  Association(
      PeerServices services,
      Owner owner,
      List<AgreedMedia> media,
      int ourSsrc,
      Supplier<@Nullable Path> path) {
    this.services = services;
    this.owner = owner;
    this.media = List.copyOf(media);
    this.ourSsrc = ourSsrc;
    this.path = path;
  }

  /// Answers go where the last datagram came from.
  void heardFrom(Path source) {
    lastSource = source;
  }

  /// Whether any datagram of DTLS came.
  boolean heard() {
    return lastSource != null;
  }

  /// @param name of the thread
  /// @param fingerprints of which the publisher's certificate must match one
  /// @param timeout for the whole handshake; may be used up
  DtlsTransport start(
      String name, DtlsRole role, List<Fingerprint> fingerprints, Duration timeout) {
    DtlsTransport dtls =
        DtlsTransport.start(
            name,
            new DtlsTransport.Config(
                role,
                services.identity(),
                fingerprints,
                timeout.isPositive() ? timeout : Duration.ofMillis(1)),
            this::send);
    ended = dtls.ended();
    dtls.outcome().thenAccept(outcome -> handshakeDone(role, outcome));
    dtls.ended().thenAccept(this::over);
    return dtls;
  }

  /// Done when DTLS has said its last word, or never began. Thread: any.
  CompletableFuture<?> ended() {
    return ended;
  }

  /// On the handshake's thread: keys are derived here, so that the event loop does not wait.
  private void handshakeDone(DtlsRole role, DtlsOutcome outcome) {
    switch (outcome) {
      case DtlsOutcome.Connected(SrtpKeys keys, String cipherSuite) -> {
        SrtpSession srtp = SrtpSession.open(keys, role == DtlsRole.CLIENT);
        for (AgreedMedia stream : media) {
          stream.ssrcs().stream().limit(4).forEach(ssrc -> srtp.prepare(ssrc.intValue()));
        }
        srtp.prepareReports(ourSsrc);
        services.loop().execute(() -> owner.keyed(srtp, role, keys.profile().name(), cipherSuite));
      }
      case DtlsOutcome.Failed(DtlsOutcome.Reason reason, String detail) ->
          services.loop().execute(() -> owner.handshakeFailed(reason, detail));
    }
  }

  private void over(DtlsEnd end) {
    switch (end) {
      case REMOTE -> services.loop().execute(owner::closedByPublisher);
      case LOCAL, HANDSHAKE_FAILED -> {
        // The session has ended, or ends by the outcome.
      }
    }
  }

  /// On the handshake's thread.
  private void send(byte[] buffer, int offset, int length) {
    Path target = lastSource == null ? path.get() : lastSource;
    if (target != null) {
      target.sendNow(buffer, offset, length);
    }
  }
}
