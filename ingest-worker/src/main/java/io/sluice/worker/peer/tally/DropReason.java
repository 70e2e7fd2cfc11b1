package io.sluice.worker.peer.tally;

/// Why a datagram led to nothing.
public enum DropReason {
  /// Neither STUN, DTLS nor RTP (RFC 7983 §7), or too short to tell.
  NOT_OURS,
  /// STUN that is no binding request with the name of a live session.
  STUN_UNKNOWN,
  /// STUN whose integrity or fingerprint is wrong.
  STUN_NOT_AUTHENTIC,
  /// DTLS or RTP from an address no connectivity check came from.
  ADDRESS_UNKNOWN,
  /// RTP or RTCP before the keys, beyond the few that are kept.
  TOO_EARLY,
  /// SRTP or SRTCP that does not authenticate, or a replay, or of too many new sources at once.
  SRTP_NOT_AUTHENTIC,
  /// Too many datagrams wait for the loop of their session, having come to another.
  LOOP_BUSY,
  /// RTP of a payload type that is not in the answer, or authentic RTP of a second source.
  STREAM_UNKNOWN
}
