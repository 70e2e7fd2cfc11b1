package io.sluice.worker.rtp;

/// Remembers when packets arrived by their transport-wide sequence number, and writes the feedback
/// (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1).
///
/// Thread: one owner. Bounded: packets more than 4,096 numbers old are forgotten.
public final class TransportFeedback {
  /// Only for a packet that was authenticated and really kept: the sender forgets what is
  /// acknowledged here and could not send it again.
  ///
  /// @param transportSequence 0-65535, see [RtpPacket#transportSequence(int)]
  public void received(int transportSequence, long arrivalNanos) {
    throw new UnsupportedOperationException("soon");
  }

  /// Whether anything arrived that was not yet reported.
  public boolean hasNews() {
    throw new UnsupportedOperationException("soon");
  }

  /// Appends one feedback packet with as many arrivals as fit; to be called until [#hasNews()] is
  /// false. Numbers reported before are reported again only when an older packet came late.
  public void writeTo(RtcpWriter writer, int senderSsrc, int mediaSsrc) {
    throw new UnsupportedOperationException("soon");
  }
}
