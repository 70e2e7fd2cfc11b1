package io.sluice.worker.peer;

/// Why a publisher's session ended.
public enum DisconnectReason {
  /// The publisher deleted its WHIP session.
  DELETED,
  /// DTLS close_notify.
  CLOSED_BY_PEER,
  /// No valid connectivity check for the consent time-out (RFC 7675 §5.1).
  CONSENT_EXPIRED,
  /// The connect time-out passed before ICE, DTLS and the first RTP packet were there.
  NEVER_CONNECTED,
  /// DTLS failed, or the certificate was not the one of the offer.
  HANDSHAKE_FAILED,
  /// Another publisher took its place.
  REPLACED,
  /// The process was stopped, or the worker shut down.
  PROCESS_STOPPED
}
