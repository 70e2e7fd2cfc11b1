package io.sluice.worker.flight;

/// How a session ended, and what had come by then.
///
/// @param reason one of those of a publisher's disconnect, or `REFUSED`
/// @param diagnosis which side was silent or wrong at which step, in words; may be empty
/// @param packetsReceived RTP packets of media
/// @param packetsLost RTP packets of media that never came
/// @param bytesReceived bytes of RTP payload
public record FlightEnd(
    String reason, String diagnosis, long packetsReceived, long packetsLost, long bytesReceived) {
  static final FlightEnd NOT_YET = new FlightEnd("", "", 0, 0, 0);
}
