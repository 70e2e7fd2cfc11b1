package io.sluice.worker.legs;

import io.sluice.worker.rtp.NtpTime;

/// NTP timestamps as nanoseconds since 1970 and back, so that they can be added to.
final class NtpNanos {
  private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private NtpNanos() {}

  static long ofNtp(long ntpTime) {
    long seconds = (ntpTime >>> 32) - SECONDS_1900_TO_1970;
    long fraction = ntpTime & 0xffff_ffffL;
    return seconds * NANOS_PER_SECOND + (fraction * NANOS_PER_SECOND >>> 32);
  }

  static long toNtp(long nanos) {
    return NtpTime.ofEpochNanos(
        Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
  }
}
