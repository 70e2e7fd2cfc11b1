/// The event loops of the media port: which datagram belongs to which session, and on which loop
/// that session lives.
///
/// Thread: `media-loop-N`, one each.
///
/// Spec: RFC 7983 (demultiplexing).
@NullMarked
package io.sluice.worker.peer.loop;

import org.jspecify.annotations.NullMarked;
