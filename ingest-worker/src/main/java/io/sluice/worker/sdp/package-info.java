/// Reads a publisher's SDP offer, agrees on one codec per media section, and writes the answer.
///
/// Core: no clock, no I/O, no randomness; what an answer needs of them comes in as arguments.
///
/// Spec: RFC 8866 (SDP), RFC 9429 (JSEP), RFC 9143 (BUNDLE), RFC 8839 (ICE), RFC 8842 (DTLS), RFC
/// 9725 (WHIP).
@NullMarked
package io.sluice.worker.sdp;

import org.jspecify.annotations.NullMarked;
