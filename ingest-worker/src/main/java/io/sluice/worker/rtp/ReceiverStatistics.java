package io.sluice.worker.rtp;

/// Loss and jitter of one received source (RFC 3550 appendix A.1, A.3, A.8).
///
/// Thread: one owner.
public final class ReceiverStatistics {
  /// @param clockRateHz of the RTP timestamp: 90,000 for video, 48,000 for Opus
  public ReceiverStatistics(int ssrc, int clockRateHz) {
    throw new UnsupportedOperationException("soon");
  }

  /// For each authenticated packet of the source, in the order of arrival.
  ///
  /// @param arrivalNanos of any monotonic clock, the same for all calls
  public void received(int sequenceNumber, int rtpTimestamp, long arrivalNanos) {
    throw new UnsupportedOperationException("soon");
  }

  public void senderReport(long ntpTime, long arrivalNanos) {
    throw new UnsupportedOperationException("soon");
  }

  /// The block for the next report; begins a new interval for the fraction lost.
  public ReportBlock report(long nowNanos) {
    throw new UnsupportedOperationException("soon");
  }

  public long packetsReceived() {
    throw new UnsupportedOperationException("soon");
  }

  /// Expected minus received (RFC 3550 A.3); negative when duplicates outnumber losses.
  public long packetsLost() {
    throw new UnsupportedOperationException("soon");
  }

  /// Smoothed interarrival jitter in RTP timestamp units.
  public int jitter() {
    throw new UnsupportedOperationException("soon");
  }
}
