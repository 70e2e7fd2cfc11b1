/// What is counted at the media port, and why a datagram led to nothing.
///
/// Thread: any.
@NullMarked
package io.sluice.worker.peer.tally;

import org.jspecify.annotations.NullMarked;
