package io.sluice.worker.legs;

import io.sluice.worker.sdp.MediaKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/// One publisher's times on the legs' clock: by its sender reports where they are known, else by
/// when its packets arrived.
///
/// Sender reports put sound and picture on one clock of the publisher (RFC 3550 §6.4.1). `shift` is
/// what that clock must be moved by, the same for both legs, so that their relation is kept. What
/// was forwarded before the reports came was due by arrival; the correction only ever moves a leg
/// on, never back, because FFmpeg takes no time backwards.
///
/// Thread: one at a time.
final class PublisherTimeline {
  /// A report that moves a leg further than this is taken for nonsense.
  private static final long MAX_CORRECTION_NANOS = 5_000_000_000L;

  /// After its first report a leg is moved by no more than this for each: enough for clocks that
  /// drift apart, and no leap in FFmpeg's time for publishers that report when a packet was sent,
  /// and not when it was sampled, as aiortc and Pion do.
  private static final long MAX_STEP_NANOS = 5_000_000L;

  private final Map<MediaKind, LegStream> legs;
  private final Map<MediaKind, SenderTime> reports = new EnumMap<>(MediaKind.class);
  private final Map<MediaKind, Integer> corrected = new EnumMap<>(MediaKind.class);
  private OptionalLong arrivalOffset = OptionalLong.empty();
  private OptionalLong shift = OptionalLong.empty();

  PublisherTimeline(Map<MediaKind, LegStream> legs) {
    this.legs = legs;
  }

  /// What a sender report says: this timestamp at that time of the publisher's clock.
  private record SenderTime(int ssrc, int timestamp, long nanos) {
    long at(int otherTimestamp, int clockRateHz) {
      return nanos + (otherTimestamp - timestamp) * 1_000_000_000L / clockRateHz;
    }
  }

  /// When the first packet of a source is due.
  ///
  /// @param arrivedNanos on the legs' clock
  /// @param earliestNanos after all that was sent before this publisher
  long due(MediaKind kind, Source first, long arrivedNanos, long earliestNanos) {
    OptionalLong published = published(kind, first);
    if (published.isPresent() && shift.isPresent()) {
      return published.getAsLong() + shift.getAsLong();
    }
    if (arrivalOffset.isEmpty()) {
      arrivalOffset = OptionalLong.of(Math.max(0, earliestNanos - arrivedNanos));
    }
    long due = arrivedNanos + arrivalOffset.getAsLong();
    if (published.isPresent()) {
      shift = OptionalLong.of(due - published.getAsLong());
    }
    return due;
  }

  /// Where a source begins.
  record Source(int ssrc, int timestamp, int clockRateHz) {}

  void senderReport(MediaKind kind, int ssrc, long ntpTime, int timestamp) {
    SenderTime report = new SenderTime(ssrc, timestamp, NtpNanos.ofNtp(ntpTime));
    reports.put(kind, report);
    LegStream leg = legs.get(kind);
    if (leg == null || !leg.isMappedFrom(ssrc)) {
      return;
    }
    long current = leg.nanosOf(timestamp);
    if (shift.isEmpty()) {
      shift = OptionalLong.of(current - report.nanos());
    }
    correct(kind, leg, report, current);
  }

  private void correct(MediaKind kind, LegStream leg, SenderTime report, long current) {
    long correction = report.nanos() + shift.orElseThrow() - current;
    if (Math.abs(correction) > MAX_CORRECTION_NANOS) {
      return;
    }
    boolean first = !Integer.valueOf(report.ssrc()).equals(corrected.put(kind, report.ssrc()));
    if (first && correction < 0) {
      // This leg is ahead of the other: the other moves on instead.
      shift = OptionalLong.of(shift.orElseThrow() - correction);
      legs.forEach((other, stream) -> moveOn(other == kind, stream, -correction));
    } else {
      long step = first ? correction : Math.clamp(correction, -MAX_STEP_NANOS, MAX_STEP_NANOS);
      leg.align(report.timestamp(), current + step);
    }
  }

  private static void moveOn(boolean itself, LegStream stream, long nanos) {
    if (!itself && stream.isMapped()) {
      stream.shift(nanos);
    }
  }

  private OptionalLong published(MediaKind kind, Source first) {
    SenderTime report = reports.get(kind);
    return report == null || report.ssrc() != first.ssrc()
        ? OptionalLong.empty()
        : OptionalLong.of(report.at(first.timestamp(), first.clockRateHz()));
  }
}
