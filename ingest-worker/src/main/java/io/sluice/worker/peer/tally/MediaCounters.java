package io.sluice.worker.peer.tally;

import java.util.Map;

/// What the media port has seen since it was opened: a snapshot, every number only grows but
/// `openSessions`.
///
/// @param datagramsReceived datagrams of any kind
/// @param datagramsDropped datagrams that led to nothing, by reason
/// @param packetsForwarded RTP packets written to FFmpeg
/// @param packetsRepaired packets that came by retransmission where the original was missing
/// @param packetsLost packets that were given up
/// @param packetsWithheld packets of pictures that would not have decoded
/// @param keyFrameRequests PLIs and FIRs sent
/// @param retransmissionRequests sequence numbers asked for by NACK
/// @param sessionsOpened offers accepted
/// @param sessionsConnected sessions whose ICE and DTLS came up
/// @param openSessions sessions that have not ended
public record MediaCounters(
    long datagramsReceived,
    Map<DropReason, Long> datagramsDropped,
    long packetsForwarded,
    long packetsRepaired,
    long packetsLost,
    long packetsWithheld,
    long keyFrameRequests,
    long retransmissionRequests,
    long sessionsOpened,
    long sessionsConnected,
    int openSessions) {
  public MediaCounters {
    datagramsDropped = Map.copyOf(datagramsDropped);
  }
}
