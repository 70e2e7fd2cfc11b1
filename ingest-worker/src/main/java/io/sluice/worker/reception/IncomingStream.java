package io.sluice.worker.reception;

import io.sluice.worker.rtp.ReceiverStatistics;
import io.sluice.worker.rtp.ReportBlock;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.sdp.AgreedMedia;
import io.sluice.worker.sdp.Feedback;
import io.sluice.worker.sdp.HeaderExtension;
import io.sluice.worker.sdp.MediaKind;
import org.jspecify.annotations.Nullable;

/// One media section's stream as it comes in: its source, its order, its losses.
///
/// What is delivered is numbered without holes: a number is used up by padding and by what was lost
/// or withheld, too, and nobody behind could tell those apart or do anything about it.
///
/// Thread: one owner.
final class IncomingStream implements PictureGate.Exit {
  /// Another source may take over once the one before has been silent for so long; two at a time
  /// would be two simulcast layers in one leg.
  private static final long SOURCE_SILENCE_NANOS = 500_000_000L;

  private static final int NONE = -1;

  private final AgreedMedia media;
  private final Reception.Delivery delivery;
  private final KeyFrameRequests keyFrames;
  private final ReceptionCounters counters;
  private final PacketPool pool;
  private final RtpPacket heldPacket = new RtpPacket();
  private final RoundTrip roundTrip = new RoundTrip();
  private final boolean asksForPackets;
  private final int rtxPayloadType;
  private final int transportExtension;
  private @Nullable Source source;
  private int nextNumber;
  private long packets;
  private long bytes;
  private long wholeKeyFrames;
  private long lostBySourcesBefore;

  /// One SSRC.
  private static final class Source {
    private final int ssrc;
    private final PacketOrder order;
    private final ReceiverStatistics statistics;
    private final @Nullable PictureGate gate;
    private long lastArrivalNanos;

    /// @param gate null for sound
    Source(int ssrc, PacketOrder order, ReceiverStatistics statistics, @Nullable PictureGate gate) {
      this.ssrc = ssrc;
      this.order = order;
      this.statistics = statistics;
      this.gate = gate;
    }

    boolean isFrozen() {
      return gate != null && gate.isFrozen();
    }
  }

  IncomingStream(
      AgreedMedia media,
      Reception.Delivery delivery,
      KeyFrameRequests keyFrames,
      ReceptionCounters counters,
      PacketPool pool) {
    this.media = media;
    this.delivery = delivery;
    this.keyFrames = keyFrames;
    this.counters = counters;
    this.pool = pool;
    this.asksForPackets = media.feedback().contains(Feedback.NACK);
    this.rtxPayloadType = media.rtxPayloadType().orElse(NONE);
    this.transportExtension = media.extensions().getOrDefault(HeaderExtension.TRANSPORT_CC, NONE);
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

  boolean isRtx(int payloadType) {
    return payloadType == rtxPayloadType;
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
    return transportExtension == NONE ? NONE : packet.transportSequence(transportExtension);
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
    boolean _ = place(current, packet, false, nowNanos);
    return true;
  }

  /// Takes an authentic retransmission; most are probes of the path that repeat what was here.
  void repair(RtpPacket packet, long nowNanos) {
    Source current = source;
    if (current != null
        && packet.restoreFromRtx(current.ssrc, media.payloadType())
        && place(current, packet, true, nowNanos)) {
      counters.repaired().increment();
    }
  }

  /// Gives up what has been missing for too long.
  void tick(long nowNanos) {
    Source current = source;
    while (current != null && current.order.isGapOld(current.isFrozen(), nowNanos)) {
      skipGap(current, nowNanos);
    }
  }

  /// Whether nothing is missing and nothing withheld; also before the first packet.
  boolean isCalm() {
    Source current = source;
    return current == null || !(current.order.isBehind() || current.isFrozen());
  }

  /// Sequence numbers to ask for again.
  ///
  /// @return how many were written to `into`
  int missing(long nowNanos, int[] into) {
    return source == null ? 0 : source.order.due(nowNanos, into);
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

  /// RTP packets of media that came, padding and repetitions not counted.
  long packets() {
    return packets;
  }

  /// Their payload.
  long bytes() {
    return bytes;
  }

  /// Key frames that came whole.
  long keyFrames() {
    return wholeKeyFrames;
  }

  /// Packets that never came.
  long lost() {
    return lostBySourcesBefore + (source == null ? 0 : source.order.lost());
  }

  /// Packets of the present source that were lost on the way, sent again or not.
  long missed() {
    return source == null ? 0 : Math.max(0, source.statistics.packetsLost());
  }

  /// Of the present source; negative before its first packet.
  long jitterNanos() {
    return source == null
        ? NONE
        : source.statistics.jitter() * 1_000_000_000L / media.codec().clockRateHz();
  }

  /// How long a retransmission takes; negative as long as none was seen.
  long repeatNanos() {
    return roundTrip.isMeasured() ? roundTrip.nanos() : NONE;
  }

  @Override
  public void pass(RtpPacket packet, long arrivalNanos) {
    packet.setSequenceNumber(nextNumber++ & 0xffff);
    delivery.deliver(media.kind(), packet, arrivalNanos);
  }

  @Override
  public void withheld(int withheldPackets) {
    counters.withheld().add(withheldPackets);
  }

  @Override
  public void pictureBroken() {
    keyFrames.pictureBroken();
  }

  @Override
  public void keyFramePassed(long nowNanos) {
    wholeKeyFrames++;
    keyFrames.keyFrameCame(nowNanos);
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
      leave(current, nowNanos);
    }
    Source fresh = begin(ssrc, nowNanos);
    source = fresh;
    return fresh;
  }

  private Source begin(int ssrc, long nowNanos) {
    MissingPackets missing =
        new MissingPackets(PacketOrder.SLOTS, rtxPayloadType != NONE, roundTrip);
    PictureGate gate =
        media.kind() == MediaKind.VIDEO
            ? new PictureGate(media.codec().videoPayload(), pool, this, nowNanos)
            : null;
    return new Source(
        ssrc,
        new PacketOrder(asksForPackets, missing),
        new ReceiverStatistics(ssrc, media.codec().clockRateHz()),
        gate);
  }

  private void leave(Source former, long nowNanos) {
    giveUpAll(former, nowNanos);
    lostBySourcesBefore += former.order.lost();
    if (former.gate != null) {
      former.gate.clear();
      keyFrames.pictureBroken();
    }
  }

  /// @return false when the packet was here before
  private boolean place(Source current, RtpPacket packet, boolean retransmitted, long nowNanos) {
    PacketOrder order = current.order;
    long sequence = order.extended(packet.sequenceNumber());
    switch (order.place(sequence, retransmitted, nowNanos)) {
      case NEXT -> {
        order.passed();
        inOrder(current, packet, nowNanos);
        drain(current, nowNanos);
      }
      case AHEAD -> hold(order, sequence, packet, nowNanos);
      case FAR_AHEAD -> {
        giveUpAll(current, nowNanos);
        counters.lost().add(order.restart(sequence));
        broken(current, nowNanos);
        return place(current, packet, retransmitted, nowNanos);
      }
      case REPEATED -> {
        return false;
      }
    }
    return true;
  }

  private void hold(PacketOrder order, long sequence, RtpPacket packet, long nowNanos) {
    if (startsKeyFrame(packet)) {
      order.keyFrameAhead(sequence);
      keyFrames.keyFrameBegan(nowNanos);
    }
    HeldPacket copy = pool.borrow();
    copy.copy(packet);
    order.hold(sequence, copy);
  }

  private void giveUpAll(Source current, long nowNanos) {
    while (current.order.hasGap()) {
      skipGap(current, nowNanos);
    }
  }

  private void skipGap(Source current, long nowNanos) {
    counters.lost().add(current.order.skipGap());
    broken(current, nowNanos);
    drain(current, nowNanos);
  }

  private void broken(Source current, long nowNanos) {
    if (current.gate != null) {
      current.gate.gap(nowNanos);
    }
  }

  private void drain(Source current, long nowNanos) {
    HeldPacket held = current.order.takeNext();
    while (held != null) {
      held.show(heldPacket);
      inOrder(current, heldPacket, nowNanos);
      pool.giveBack(held);
      held = current.order.takeNext();
    }
  }

  private void inOrder(Source current, RtpPacket packet, long nowNanos) {
    if (packet.payloadLength() == 0) {
      return; // padding
    }
    packets++;
    bytes += packet.payloadLength();
    if (current.gate == null) {
      pass(packet, nowNanos);
      return;
    }
    boolean startsKeyFrame = startsKeyFrame(packet);
    if (startsKeyFrame) {
      keyFrames.keyFrameBegan(nowNanos);
    }
    current.gate.packet(packet, startsKeyFrame, nowNanos);
  }

  private boolean startsKeyFrame(RtpPacket packet) {
    return media.kind() == MediaKind.VIDEO
        && media
            .codec()
            .videoPayload()
            .startsKeyFrame(packet.buffer(), packet.payloadOffset(), packet.payloadLength());
  }
}
