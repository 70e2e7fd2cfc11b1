package io.sluice.worker.rtp;

import java.time.Instant;

/// NTP timestamps as RTCP carries them: seconds since 1900 in the upper 32 bits, fraction below
/// (RFC 3550 §4).
public final class NtpTime {
  private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;

  private NtpTime() {}

  public static long of(Instant instant) {
    return ofEpochNanos(instant.getEpochSecond(), instant.getNano());
  }

  /// @param nanos within the second, 0 to 999,999,999
  public static long ofEpochNanos(long epochSecond, long nanos) {
    long fraction = (nanos << 32) / 1_000_000_000L;
    return ((epochSecond + SECONDS_1900_TO_1970) << 32) | fraction;
  }

  /// The 32 bits in the middle, which report blocks echo (RFC 3550 §6.4.1, LSR).
  public static int middle(long ntpTime) {
    return (int) (ntpTime >>> 16);
  }

  /// A span as NTP counts it, to shift a timestamp by.
  public static long ofNanos(long nanos) {
    long seconds = Math.floorDiv(nanos, 1_000_000_000L);
    return (seconds << 32) + ((Math.floorMod(nanos, 1_000_000_000L) << 32) / 1_000_000_000L);
  }

  /// A span in the unit of [ReportBlock#delaySinceLastSenderReport()], 1/65536 s.
  public static int delayUnits(long nanos) {
    return (int) (ofNanos(nanos) >>> 16);
  }
}
