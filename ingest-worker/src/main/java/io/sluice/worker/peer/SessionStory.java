package io.sluice.worker.peer;

import io.sluice.worker.dtls.DtlsRole;
import io.sluice.worker.rtp.PictureSize;
import io.sluice.worker.sdp.AgreedMedia;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.sdp.MediaKind;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the log and the listener what one session goes through.
///
/// Thread: the event loop, but for [#iceRestarts].
final class SessionStory {
  private static final Logger log = LoggerFactory.getLogger(SessionStory.class);

  private final PublisherPeer.Accepted accepted;
  private final PublisherEvents events;

  SessionStory(PublisherPeer.Accepted accepted, PublisherEvents events) {
    this.accepted = accepted;
    this.events = events;
  }

  void connected(InetSocketAddress remote, DtlsRole role, String profile, long nowNanos) {
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
    tell(listener -> listener.mediaStarted(sincePost, width, height));
  }

  void iceRestarts() {
    log.atInfo().addKeyValue("sessionId", shortId()).log("publisher restarts ICE");
  }

  void mediaStalled(Duration silent) {
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
    return accepted.identity().sessionId().substring(0, 8);
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
