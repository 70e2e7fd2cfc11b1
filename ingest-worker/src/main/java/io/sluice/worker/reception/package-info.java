/// One publisher's RTP as it comes in, decrypted: put in order, repaired by retransmission, cut
/// into whole pictures, and answered with the feedback that keeps the publisher sending well.
///
/// Core: no clock, no I/O, no logging; times come in with the packets. Nothing is allocated per
/// packet once a stream runs.
///
/// Thread: one at a time, the session's event loop.
///
/// Spec: RFC 3550 (reports), RFC 4585 (NACK, PLI), RFC 5104 (FIR), RFC 4588 (retransmission),
/// draft-holmer-rmcat-transport-wide-cc-extensions-01, draft-alvestrand-rmcat-remb-03.
@NullMarked
package io.sluice.worker.reception;

import org.jspecify.annotations.NullMarked;
