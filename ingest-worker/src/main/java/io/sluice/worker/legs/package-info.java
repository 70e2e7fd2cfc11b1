/// The RTP streams into one FFmpeg: whatever publishers come and go, FFmpeg sees one continuous
/// stream per leg, with sender reports that keep sound and picture together.
///
/// Core: the rewriting of numbers and times; the sockets are a thin shell around it.
///
/// Spec: RFC 3550 (RTP, RTCP).
@NullMarked
package io.sluice.worker.legs;

import org.jspecify.annotations.NullMarked;
