/// The WebRTC end of the worker: all publishers behind one UDP port, from the first connectivity
/// check to the last packet.
///
/// Thread: one event loop, `media-loop-N`, owns all of a session's state; DTLS handshakes run on
/// virtual threads of their own; listeners are called on `publisher-events`.
///
/// Spec: RFC 7983 (demultiplexing), RFC 8445 (ICE-lite), RFC 6544 and RFC 4571 (ICE-TCP), RFC 7675
/// (consent), RFC 5764 (DTLS-SRTP), RFC 4585 and RFC 5104 (feedback), RFC 4588 (retransmission),
/// RFC 8834 (RTP in WebRTC).
@NullMarked
package io.sluice.worker.peer;

import org.jspecify.annotations.NullMarked;
