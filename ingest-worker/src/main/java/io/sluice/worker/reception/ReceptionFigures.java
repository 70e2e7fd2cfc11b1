package io.sluice.worker.reception;

import java.time.Duration;
import java.util.Optional;

/// How a publisher's media comes in.
///
/// @param packetsReceived RTP packets of media that came in the end, padding and repetitions not
///   counted
/// @param packetsLost RTP packets of media that never came
/// @param packetsMissed RTP packets of the present sources that were lost on the way, sent again or
///   not (RFC 3550 appendix A.3)
/// @param videoJitter interarrival jitter (RFC 3550 appendix A.8); empty without video
/// @param audioJitter empty without audio
/// @param repeatTime the usual time from asking for a packet until it is here; empty when never
///   measured
public record ReceptionFigures(
    long packetsReceived,
    long packetsLost,
    long packetsMissed,
    Optional<Duration> videoJitter,
    Optional<Duration> audioJitter,
    Optional<Duration> repeatTime) {}
