/// RTP, RTCP and the first bytes of video payloads, as bytes: reading, re-writing in place,
/// writing.
///
/// An unreadable or unknown packet is a value, never an exception. The per-packet paths allocate
/// nothing: classes that hold a position are made once and pointed at one packet after the other.
///
/// Core: no clock, no I/O, no logging.
///
/// Thread: the stateful classes belong to one thread each; static methods are pure.
///
/// Spec: RFC 3550, RFC 4585, RFC 4588, RFC 5506, RFC 5761, RFC 6184, RFC 7741, RFC 7798, RFC 7983,
/// RFC 8285, RFC 9628, RTP Payload Format For AV1 v1.0, draft-alvestrand-rmcat-remb-03,
/// draft-holmer-rmcat-transport-wide-cc-extensions-01.
@NullMarked
package io.sluice.worker.rtp;

import org.jspecify.annotations.NullMarked;
