package io.sluice.worker.legs;

import io.sluice.worker.rtp.RtcpWriter;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.rtp.SequenceNumber;

/// One leg as FFmpeg sees it: an SSRC that never changes, sequence numbers and timestamps that only
/// move on, and the line that ties timestamps to the clock both legs share.
///
/// Times are nanoseconds on that clock. Thread: one at a time.
final class LegStream {
  /// FFmpeg unwraps timestamps as signed 32-bit differences; a longer silence counts as this long.
  private static final long MAX_GAP_TICKS = 1L << 30;

  private final int ssrc;
  private final int payloadType;
  private final LegClock clock;

  private int nextSequence;
  private int lastTimestamp;
  private boolean everSent;
  private int packets;
  private int octets;

  private boolean mapped;
  private int inputSsrc;
  private int lastInputSequence;
  private int sequenceDelta;
  private int timestampDelta;

  LegStream(int ssrc, int payloadType, int clockRateHz, LegStart start) {
    this.ssrc = ssrc;
    this.payloadType = payloadType;
    this.clock = new LegClock(clockRateHz, start.timestamp(), start.nanos());
    this.nextSequence = start.sequence();
    this.lastTimestamp = start.timestamp();
  }

  /// Where numbers and times of a leg begin.
  record LegStart(int sequence, int timestamp, long nanos) {}

  int ssrc() {
    return ssrc;
  }

  /// Whether packets of that source are being rewritten.
  boolean isMappedFrom(int source) {
    return mapped && inputSsrc == source;
  }

  boolean isMapped() {
    return mapped;
  }

  /// The publisher is gone: the next one is mapped anew.
  void unmap() {
    mapped = false;
  }

  /// Whether anything was sent, by whichever publisher.
  boolean everSent() {
    return everSent;
  }

  /// When the last packet sent was due.
  long lastNanos() {
    return clock.at(lastTimestamp);
  }

  /// Takes a source over: its packet is the next of this leg, due at that time.
  ///
  /// @param dueNanos after [#lastNanos()]
  void map(RtpPacket first, long dueNanos) {
    int timestamp =
        everSent
            ? lastTimestamp
                + (int) Math.clamp(clock.ticks(dueNanos - lastNanos()), 1, MAX_GAP_TICKS)
            : lastTimestamp;
    clock.align(timestamp, dueNanos);
    lastTimestamp = timestamp;
    timestampDelta = timestamp - first.rtpTimestamp();
    sequenceDelta = nextSequence - first.sequenceNumber();
    lastInputSequence = first.sequenceNumber() - 1;
    inputSsrc = first.ssrc();
    mapped = true;
  }

  /// Rewrites a packet of the mapped source in place: fixed header and payload are what is left.
  /// Numbers that are missing stay missing.
  ///
  /// @return false, with the packet untouched, when a later one has gone before
  boolean rewrite(RtpPacket packet) {
    if (!advance(packet)) {
      return false;
    }
    int sequence = (packet.sequenceNumber() + sequenceDelta) & 0xffff;
    int timestamp = packet.rtpTimestamp() + timestampDelta;
    packet.stripToFixedHeader();
    packet.setSsrc(ssrc);
    packet.setPayloadType(payloadType);
    packet.setSequenceNumber(sequence);
    packet.setRtpTimestamp(timestamp);
    nextSequence = (sequence + 1) & 0xffff;
    if (timestamp - lastTimestamp > 0) {
      lastTimestamp = timestamp;
    }
    everSent = true;
    packets++;
    octets += packet.payloadLength();
    return true;
  }

  /// A packet of the mapped source that is left out: the numbers close over it.
  void skip(RtpPacket packet) {
    if (advance(packet)) {
      sequenceDelta--;
    }
  }

  /// The due time of a timestamp of the mapped source.
  long nanosOf(int inputTimestamp) {
    return clock.at(inputTimestamp + timestampDelta);
  }

  /// From now on that timestamp of the mapped source is due at that time.
  void align(int inputTimestamp, long nanos) {
    clock.align(inputTimestamp + timestampDelta, nanos);
  }

  /// Moves all due times.
  void shift(long nanos) {
    clock.shift(nanos);
  }

  /// RFC 3550 §6.4.1, for the last packet sent, or the first of a source that is about to be.
  void writeSenderReport(RtcpWriter writer) {
    long ntpTime = NtpNanos.toNtp(clock.at(lastTimestamp));
    writer.senderReport(ssrc, ntpTime, lastTimestamp, packets, octets);
  }

  private boolean advance(RtpPacket packet) {
    if (SequenceNumber.distance(lastInputSequence & 0xffff, packet.sequenceNumber()) <= 0) {
      return false;
    }
    lastInputSequence = packet.sequenceNumber();
    return true;
  }
}
