package io.sluice.worker.peer;

import io.sluice.worker.dtls.DtlsRole;
import io.sluice.worker.flight.SessionName;
import io.sluice.worker.flight.StepKind;
import io.sluice.worker.flight.StepSink;
import io.sluice.worker.peer.ice.Path;
import io.sluice.worker.rtp.PictureSize;
import io.sluice.worker.sdp.AgreedMedia;
import io.sluice.worker.sdp.IceFragment;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.sdp.MediaKind;
import io.sluice.worker.sdp.SdpSummary;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the log, the listener and the session's record what one session goes through.
///
/// Thread: the event loop, but for [#opened], [#trickled] and [#iceRestarts].
final class SessionStory {
  private static final Logger log = LoggerFactory.getLogger(SessionStory.class);

  private final PublisherPeer.Accepted accepted;
  private final PublisherEvents events;
  private final StepSink record;
  private @Nullable Path pair;

  SessionStory(PublisherPeer.Accepted accepted, PublisherEvents events) {
    this.accepted = accepted;
    this.events = events;
    this.record = accepted.listener();
  }

  void opened(String answerSdp) {
    record.step(StepKind.ANSWER, SdpSummary.of(answerSdp));
    record.step(
        StepKind.CANDIDATES,
        "ours are " + SdpSummary.candidates(accepted.transport().candidates(), 0) + byTcp());
  }

  private String byTcp() {
    List<InetSocketAddress> tcp = accepted.transport().tcpCandidates();
    return tcp.isEmpty() ? "" : ", by TCP " + SdpSummary.candidates(tcp, 0);
  }

  void trickled(IceFragment fragment) {
    if (!fragment.candidates().isEmpty() || fragment.skipped() > 0) {
      record.step(
          StepKind.CANDIDATES,
          "the publisher adds " + SdpSummary.candidates(fragment.candidates(), fragment.skipped()));
    }
  }

  /// The first valid check came.
  void checked(Path source) {
    record.step(StepKind.ICE, "a valid check came from " + shown(source));
  }

  /// Media goes there from now on.
  void leadsTo(@Nullable Path target, boolean nominated) {
    if (target != null && !target.equals(pair)) {
      pair = target;
      record.step(StepKind.PAIR, shown(target) + (nominated ? ", nominated" : ", not nominated"));
    }
  }

  void handshakes(DtlsRole role) {
    record.step(
        StepKind.DTLS,
        switch (role) {
          case SERVER -> "the publisher's ClientHello came: we are the server";
          case CLIENT -> "our ClientHello goes out: we are the client";
        });
  }

  private static String shown(Path path) {
    InetSocketAddress remote = path.remote();
    String transport = path instanceof Path.Udp ? " by UDP" : " by TCP";
    return remote.getAddress().getHostAddress() + ":" + remote.getPort() + transport;
  }

  void connected(
      InetSocketAddress remote, DtlsRole role, String profile, String cipherSuite, long nowNanos) {
    record.step(
        StepKind.DTLS,
        "done as " + role.name().toLowerCase(Locale.ROOT) + ": " + cipherSuite + ", " + profile);
    PublisherInfo info =
        new PublisherInfo(
            accepted.identity().sessionId(),
            remote,
            accepted.userAgent(),
            codec(MediaKind.VIDEO),
            codec(MediaKind.AUDIO),
            role.name(),
            profile,
            sincePost(nowNanos));
    log.atInfo().addKeyValue("sessionId", shortId()).log("publisher connected");
    tell(listener -> listener.connected(info));
  }

  /// @param size of the first picture; null without video
  void mediaStarted(@Nullable PictureSize size, long nowNanos) {
    Duration sincePost = sincePost(nowNanos);
    int width = size == null ? 0 : size.width();
    int height = size == null ? 0 : size.height();
    record.step(
        StepKind.MEDIA,
        "FFmpeg gets media" + (width > 0 ? " from a key frame of " + width + "x" + height : ""));
    tell(listener -> listener.mediaStarted(sincePost, width, height));
  }

  void iceRestarts() {
    log.atInfo().addKeyValue("sessionId", shortId()).log("publisher restarts ICE");
    record.step(StepKind.ICE, "the publisher restarts ICE");
  }

  void mediaStalled(Duration silent) {
    record.step(StepKind.MEDIA, "nothing came for " + silent.toSeconds() + " s");
    tell(listener -> listener.mediaStalled(silent));
  }

  void disconnected(DisconnectReason reason, String detail, MediaStatistics statistics) {
    log.atInfo()
        .addKeyValue("sessionId", shortId())
        .addKeyValue("reason", reason)
        .log("publisher disconnected");
    tell(listener -> listener.disconnected(reason, detail, statistics));
  }

  Duration sincePost(long nowNanos) {
    return Duration.ofNanos(nowNanos - accepted.postedNanos());
  }

  /// As much of the session's id as may be shown.
  String shortId() {
    return SessionName.of(accepted.identity().sessionId());
  }

  private @Nullable MediaCodec codec(MediaKind kind) {
    return accepted.agreement().media().stream()
        .filter(media -> media.kind() == kind)
        .map(AgreedMedia::codec)
        .findFirst()
        .orElse(null);
  }

  private void tell(Consumer<PublisherListener> call) {
    events.call(() -> call.accept(accepted.listener()));
  }
}
