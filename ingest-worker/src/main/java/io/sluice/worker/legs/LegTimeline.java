package io.sluice.worker.legs;

import io.sluice.worker.rtp.PictureSize;
import io.sluice.worker.rtp.RtcpWriter;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.sdp.MediaKind;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What may go to FFmpeg, and under which numbers and times: the whole of the rewriting, without a
/// socket or a clock.
///
/// Times are nanoseconds of a clock that only moves on and begins near the time since 1970.
///
/// Thread: one at a time.
final class LegTimeline {
  /// Between the last packet of one publisher and the first of the next, at the least: about a
  /// frame.
  private static final long MIN_GAP_NANOS = 40_000_000L;

  private final LegPlan plan;
  private final Map<MediaKind, LegStream> legs = new EnumMap<>(MediaKind.class);
  private PublisherTimeline publisher;
  private PublisherMedia sends = new PublisherMedia(false, false);
  private long earliestNanos;
  private boolean videoStarted;
  private @Nullable PictureSize pictureSize;
  // Of whichever publisher.
  private @Nullable PictureSize lastSize;
  private @Nullable PictureChange change;

  LegTimeline(LegPlan plan, Map<MediaKind, LegStream> streams) {
    this.plan = plan;
    this.legs.putAll(streams);
    this.publisher = new PublisherTimeline(legs);
  }

  /// Another publisher, or the same one after FFmpeg began to listen.
  void begin(PublisherMedia media) {
    sends = media;
    publisher = new PublisherTimeline(legs);
    earliestNanos = 0;
    for (LegStream leg : legs.values()) {
      leg.unmap();
      if (leg.everSent()) {
        earliestNanos = Math.max(earliestNanos, leg.lastNanos() + MIN_GAP_NANOS);
      }
    }
    videoStarted = false;
    pictureSize = null;
  }

  /// What [#admit] says of a packet.
  enum Admission {
    /// Rewritten, to be sent.
    SEND,
    /// Rewritten, to be sent after a sender report.
    SEND_AFTER_REPORT,
    BEFORE_KEY_FRAME,
    BEFORE_VIDEO,
    TOO_LATE,
    HIGHER_LAYER,
    NO_LEG
  }

  /// Rewrites the packet in place if it is to be sent.
  Admission admit(MediaKind kind, RtpPacket packet, long nowNanos) {
    LegStream leg = legs.get(kind);
    if (leg == null || !sends.has(kind)) {
      return Admission.NO_LEG;
    }
    boolean known = leg.isMappedFrom(packet.ssrc());
    if (kind == MediaKind.VIDEO && !simplify(packet)) {
      if (known) {
        leg.skip(packet);
      }
      return Admission.HIGHER_LAYER;
    }
    Admission admission =
        known
            ? (leg.rewrite(packet) ? Admission.SEND : Admission.TOO_LATE)
            : begin(kind, leg, packet, nowNanos);
    if (kind == MediaKind.VIDEO
        && (admission == Admission.SEND || admission == Admission.SEND_AFTER_REPORT)) {
      look(packet);
    }
    return admission;
  }

  void senderReport(MediaKind kind, int ssrc, long ntpTime, int timestamp) {
    publisher.senderReport(kind, ssrc, ntpTime, timestamp);
  }

  void writeSenderReport(MediaKind kind, RtcpWriter writer) {
    LegStream leg = legs.get(kind);
    if (leg != null) {
      leg.writeSenderReport(writer);
    }
  }

  /// Whether a leg has a publisher whose packets are being sent.
  boolean isRunning(MediaKind kind) {
    LegStream leg = legs.get(kind);
    return leg != null && leg.isMapped();
  }

  boolean isVideoStarted() {
    return videoStarted;
  }

  /// Of this publisher's last key frame; null before the first.
  @Nullable PictureSize pictureSize() {
    return pictureSize;
  }

  /// The change that the last packet brought; null when it brought none. Told once.
  @Nullable PictureChange takeChange() {
    PictureChange taken = change;
    change = null;
    return taken;
  }

  private boolean simplify(RtpPacket packet) {
    LegPlan.Leg video = plan.video();
    return video == null || video.codec().videoPayload().simplify(packet);
  }

  private void look(RtpPacket packet) {
    LegPlan.Leg video = plan.video();
    PictureSize size =
        video == null
            ? null
            : video
                .codec()
                .videoPayload()
                .pictureSize(packet.buffer(), packet.payloadOffset(), packet.payloadLength());
    if (size == null || size.equals(pictureSize)) {
      return;
    }
    pictureSize = size;
    if (lastSize != null && !size.equals(lastSize)) {
      change = new PictureChange(lastSize, size);
    }
    lastSize = size;
  }

  private Admission begin(MediaKind kind, LegStream leg, RtpPacket packet, long nowNanos) {
    if (kind == MediaKind.AUDIO && awaitsVideo()) {
      return Admission.BEFORE_VIDEO;
    }
    LegPlan.Leg planned = plan.leg(kind);
    if (planned == null) {
      return Admission.NO_LEG;
    }
    if (kind == MediaKind.VIDEO && !startsPicture(planned.codec(), packet)) {
      return Admission.BEFORE_KEY_FRAME;
    }
    PublisherTimeline.Source source =
        new PublisherTimeline.Source(
            packet.ssrc(), packet.rtpTimestamp(), planned.codec().clockRateHz());
    long due = publisher.due(kind, source, nowNanos, earliestNanos);
    if (leg.everSent() && due <= leg.lastNanos()) {
      return Admission.TOO_LATE;
    }
    leg.map(packet, due);
    leg.rewrite(packet);
    videoStarted |= kind == MediaKind.VIDEO;
    return Admission.SEND_AFTER_REPORT;
  }

  private boolean awaitsVideo() {
    return sends.video() && legs.containsKey(MediaKind.VIDEO) && !videoStarted;
  }

  /// FFmpeg needs the picture size to write any header, so the stream begins where it is announced:
  /// with parameter sets, which WebRTC sends in-band (RFC 7742 §6.2), or a key frame.
  private static boolean startsPicture(MediaCodec codec, RtpPacket packet) {
    return codec
        .videoPayload()
        .startsStream(packet.buffer(), packet.payloadOffset(), packet.payloadLength());
  }
}
