package io.sluice.worker.peer;

import io.sluice.worker.rtp.ReceiverStatistics;
import io.sluice.worker.rtp.ReportBlock;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.sdp.AgreedMedia;
import io.sluice.worker.sdp.Feedback;
import io.sluice.worker.sdp.HeaderExtension;
import io.sluice.worker.sdp.MediaKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One media section's stream as it comes in: its source, its order, its losses.
///
/// Thread: the event loop.
final class IncomingStream {
  /// Another source may take over once the one before has been silent for so long; two at a time
  /// would be two simulcast layers in one leg.
  private static final long SOURCE_SILENCE_NANOS = 500_000_000L;

  private static final long PATIENCE_WITH_NACK_NANOS = 1_000_000_000L;
  private static final long PATIENCE_WITHOUT_NACK_NANOS = 60_000_000L;

  private final AgreedMedia media;
  private final Delivery delivery;
  private final KeyFrameRequests keyFrames;
  private final RtpPacket heldPacket = new RtpPacket();
  private @Nullable Source source;
  private long packets;
  private long bytes;
  private long lostBySourcesBefore;

  /// Where packets of media go, in order.
  interface Delivery {
    /// The packet may be changed.
    void deliver(MediaKind kind, RtpPacket packet, long nowNanos);

    /// A packet of padding only.
    void padding(MediaKind kind, RtpPacket packet);
  }

  /// One SSRC.
  private static final class Source {
    private final int ssrc;
    private final PacketOrder order;
    private final ReceiverStatistics statistics;
    private long lastArrivalNanos;

    Source(int ssrc, AgreedMedia media) {
      this.ssrc = ssrc;
      this.order =
          new PacketOrder(
              media.feedback().contains(Feedback.NACK)
                  ? PATIENCE_WITH_NACK_NANOS
                  : PATIENCE_WITHOUT_NACK_NANOS);
      this.statistics = new ReceiverStatistics(ssrc, media.codec().clockRateHz());
    }
  }

  IncomingStream(AgreedMedia media, Delivery delivery, KeyFrameRequests keyFrames) {
    this.media = media;
    this.delivery = delivery;
    this.keyFrames = keyFrames;
  }

  AgreedMedia media() {
    return media;
  }

  boolean hasSource() {
    return source != null;
  }

  /// Of the current source; 0 before the first packet.
  int ssrc() {
    return source == null ? 0 : source.ssrc;
  }

  /// Whether a report of that source is about this stream: the current source, or before its first
  /// packet one that the offer announced.
  boolean isFrom(int reportedSsrc) {
    return source == null
        ? media.ssrcs().contains(Integer.toUnsignedLong(reportedSsrc))
        : source.ssrc == reportedSsrc;
  }

  /// -1 when the packet has none, or none was agreed on.
  int transportSequence(RtpPacket packet) {
    Integer id = media.extensions().get(HeaderExtension.TRANSPORT_CC);
    return id == null ? -1 : packet.transportSequence(id);
  }

  /// Takes an authentic packet of this section's payload type.
  ///
  /// @return false when it comes from another source than the current one
  boolean receive(RtpPacket packet, long nowNanos) {
    Source current = sourceOf(packet.ssrc(), nowNanos);
    if (current == null) {
      return false;
    }
    current.lastArrivalNanos = nowNanos;
    current.statistics.received(packet.sequenceNumber(), packet.rtpTimestamp(), nowNanos);
    place(current, packet, nowNanos);
    return true;
  }

  /// Takes what was inside of a retransmission.
  ///
  /// @return true when the packet was missing
  boolean repair(RtpPacket packet, long nowNanos) {
    return source != null && place(source, packet, nowNanos);
  }

  /// Gives up what has been missing for too long.
  void tick(long nowNanos) {
    Source current = source;
    if (current != null && current.order.isGapOld(nowNanos)) {
      skipGap(current, nowNanos);
    }
  }

  /// Sequence numbers to ask for again.
  ///
  /// @return how many were written to `into`
  int missing(long nowNanos, int[] into) {
    return source == null || !media.feedback().contains(Feedback.NACK)
        ? 0
        : source.order.due(nowNanos, into);
  }

  boolean needsKeyFrame(boolean awaitsFirst, long nowNanos) {
    return media.kind() == MediaKind.VIDEO
        && source != null
        && keyFrames.isDue(awaitsFirst, nowNanos);
  }

  void senderReport(long ntpTime, long nowNanos) {
    if (source != null) {
      source.statistics.senderReport(ntpTime, nowNanos);
    }
  }

  /// Null before the first packet.
  @Nullable ReportBlock report(long nowNanos) {
    return source == null ? null : source.statistics.report(nowNanos);
  }

  MediaStatistics statistics() {
    long lost = lostBySourcesBefore + (source == null ? 0 : source.order.lost());
    return new MediaStatistics(packets, lost, bytes);
  }

  private @Nullable Source sourceOf(int ssrc, long nowNanos) {
    Source current = source;
    if (current != null && current.ssrc == ssrc) {
      return current;
    }
    if (current != null) {
      if (nowNanos - current.lastArrivalNanos < SOURCE_SILENCE_NANOS) {
        return null;
      }
      lostBySourcesBefore += current.order.lost();
    }
    Source fresh = new Source(ssrc, media);
    source = fresh;
    return fresh;
  }

  /// @return false when the packet was here before
  private boolean place(Source current, RtpPacket packet, long nowNanos) {
    PacketOrder order = current.order;
    long sequence = order.extended(packet.sequenceNumber());
    switch (order.place(sequence, nowNanos)) {
      case NEXT -> {
        order.passed();
        deliver(packet, nowNanos);
        drain(current, nowNanos);
      }
      case AHEAD -> order.hold(sequence, copyOf(packet));
      case FAR_AHEAD -> {
        while (order.hasGap()) {
          skipGap(current, nowNanos);
        }
        order.restart(sequence);
        place(current, packet, nowNanos);
        pictureBroken();
      }
      case REPEATED -> {
        return false;
      }
    }
    return true;
  }

  private void skipGap(Source current, long nowNanos) {
    current.order.skipGap();
    pictureBroken();
    drain(current, nowNanos);
  }

  private void drain(Source current, long nowNanos) {
    byte[] held = current.order.takeNext();
    while (held != null) {
      heldPacket.wrap(held, 0, held.length);
      deliver(heldPacket, nowNanos);
      held = current.order.takeNext();
    }
  }

  private void deliver(RtpPacket packet, long nowNanos) {
    if (packet.payloadLength() == 0) {
      delivery.padding(media.kind(), packet);
      return;
    }
    packets++;
    bytes += packet.payloadLength();
    if (media.kind() == MediaKind.VIDEO && startsKeyFrame(packet)) {
      keyFrames.keyFrameCame(nowNanos);
    }
    delivery.deliver(media.kind(), packet, nowNanos);
  }

  private void pictureBroken() {
    if (media.kind() == MediaKind.VIDEO) {
      keyFrames.pictureBroken();
    }
  }

  private boolean startsKeyFrame(RtpPacket packet) {
    return media
        .codec()
        .videoPayload()
        .startsKeyFrame(packet.buffer(), packet.payloadOffset(), packet.payloadLength());
  }

  private static byte[] copyOf(RtpPacket packet) {
    return Arrays.copyOfRange(packet.buffer(), packet.offset(), packet.offset() + packet.length());
  }
}
