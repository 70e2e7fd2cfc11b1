/// Media of one session once its keys are there, from the encrypted datagram to the legs.
///
/// Thread: the session's event loop.
///
/// Spec: RFC 3711 (SRTP), RFC 4585 (feedback), RFC 8834 (RTP in WebRTC).
@NullMarked
package io.sluice.worker.peer.media;

import org.jspecify.annotations.NullMarked;
