package io.sluice.worker.rtp;

/// What a receiver says of one source (RFC 3550 §6.4.1).
///
/// @param ssrc the source reported on
/// @param fractionLost lost since the last report, in 1/256
/// @param cumulativeLost lost since the beginning; negative when duplicates outnumber losses
/// @param highestSequence extended highest sequence number received
/// @param jitter in RTP timestamp units
/// @param lastSenderReport middle 32 bits of the NTP time of the last SR, 0 when there was none
/// @param delaySinceLastSenderReport in 1/65536 s
public record ReportBlock(
    int ssrc,
    int fractionLost,
    int cumulativeLost,
    int highestSequence,
    int jitter,
    int lastSenderReport,
    int delaySinceLastSenderReport) {}
