package io.sluice.worker.rtp;

/// Loss and jitter of one received source (RFC 3550 appendix A.1, A.3, A.8).
///
/// Differs from A.1 in one point: there is no probation, because a source is counted only after
/// SRTP has authenticated it.
///
/// Thread: one owner.
public final class ReceiverStatistics {
  private static final int MAX_DROPOUT = 3000;
  private static final int MAX_MISORDER = 100;
  private static final int NO_BAD_SEQUENCE = -1;

  private final int ssrc;
  private final long clockRateHz;

  private boolean started;
  private long baseSequence;
  private long highestSequence;
  private int badSequence = NO_BAD_SEQUENCE;
  private long received;
  private long expectedPrior;
  private long receivedPrior;
  private long allReceived;
  private int lastTransit;

  /// Sixteen times the jitter, as in A.8.
  private long scaledJitter;

  private int lastSenderReport;
  private long lastSenderReportNanos;

  /// @param clockRateHz of the RTP timestamp: 90,000 for video, 48,000 for Opus
  public ReceiverStatistics(int ssrc, int clockRateHz) {
    this.ssrc = ssrc;
    this.clockRateHz = clockRateHz;
  }

  /// For each authenticated packet of the source, in the order of arrival.
  ///
  /// @param arrivalNanos of any monotonic clock, the same for all calls
  public void received(int sequenceNumber, int rtpTimestamp, long arrivalNanos) {
    allReceived++;
    if (!started) {
      restart(sequenceNumber);
    } else if (!follow(sequenceNumber)) {
      return;
    }
    received++;
    updateJitter(rtpTimestamp, arrivalNanos);
  }

  /// A.1 `update_seq`: false for a jump that may be a mistake or a restarted sender.
  private boolean follow(int sequenceNumber) {
    int delta = (sequenceNumber - (int) highestSequence) & 0xffff;
    if (delta < MAX_DROPOUT) {
      highestSequence += delta;
    } else if (delta <= 0x1_0000 - MAX_MISORDER) {
      if (sequenceNumber != badSequence) {
        badSequence = (sequenceNumber + 1) & 0xffff;
        return false;
      }
      restart(sequenceNumber); // two in a row: the other side restarted without telling
    }
    return true;
  }

  private void restart(int sequenceNumber) {
    started = true;
    baseSequence = sequenceNumber;
    highestSequence = sequenceNumber;
    badSequence = NO_BAD_SEQUENCE;
    received = 0;
    receivedPrior = 0;
    expectedPrior = 0;
    lastTransit = 0;
  }

  /// A.8. The transit time wraps like the timestamp; only differences count.
  private void updateJitter(int rtpTimestamp, long arrivalNanos) {
    int transit = (int) toClock(arrivalNanos) - rtpTimestamp;
    if (received > 1) {
      long difference = Math.abs((long) (transit - lastTransit));
      scaledJitter += difference - ((scaledJitter + 8) >> 4);
    }
    lastTransit = transit;
  }

  private long toClock(long nanos) {
    return nanos / 1_000_000_000L * clockRateHz
        + nanos % 1_000_000_000L * clockRateHz / 1_000_000_000L;
  }

  /// For each sender report of the source.
  public void senderReport(long ntpTime, long arrivalNanos) {
    lastSenderReport = NtpTime.middle(ntpTime);
    lastSenderReportNanos = arrivalNanos;
  }

  /// The block for the next report; begins a new interval for the fraction lost.
  public ReportBlock report(long nowNanos) {
    long expected = expected();
    long expectedInterval = expected - expectedPrior;
    long lostInterval = expectedInterval - (received - receivedPrior);
    expectedPrior = expected;
    receivedPrior = received;
    boolean noLoss = expectedInterval == 0 || lostInterval <= 0;
    int fraction = noLoss ? 0 : (int) Math.min(255, (lostInterval << 8) / expectedInterval);
    int delay = lastSenderReport == 0 ? 0 : NtpTime.delayUnits(nowNanos - lastSenderReportNanos);
    return new ReportBlock(
        ssrc,
        fraction,
        Math.clamp(packetsLost(), -0x80_0000, 0x7f_ffff),
        (int) highestSequence,
        jitter(),
        lastSenderReport,
        delay);
  }

  private long expected() {
    return started ? highestSequence - baseSequence + 1 : 0;
  }

  public long packetsReceived() {
    return allReceived;
  }

  /// Expected minus received since the source began or restarted (A.3); negative when duplicates
  /// outnumber losses.
  public long packetsLost() {
    return expected() - received;
  }

  /// Smoothed interarrival jitter in RTP timestamp units.
  public int jitter() {
    return (int) (scaledJitter >> 4);
  }
}
