package io.sluice.controlplane.reports;

import io.sluice.schemas.Reception;

/// How a publisher's media came in. Times are negative when unknown.
///
/// @param sessionId as much of it as may be told
/// @param packetsReceived that came in the end
/// @param packetsLost that never came
/// @param packetsMissed that were lost on the way, sent again or not
/// @param videoJitterMicros interarrival jitter, as RFC 3550 has it
/// @param repeatMicros from asking for a packet until it comes
public record ReceptionSummary(
    String sessionId,
    long packetsReceived,
    long packetsLost,
    long packetsMissed,
    long videoJitterMicros,
    long audioJitterMicros,
    long repeatMicros) {

  static ReceptionSummary of(Reception reception) {
    return new ReceptionSummary(
        reception.getSessionId(),
        reception.getPacketsReceived(),
        reception.getPacketsLost(),
        reception.getPacketsMissed(),
        reception.getVideoJitter(),
        reception.getAudioJitter(),
        reception.getRepeatTime());
  }
}
