/// aiortc, a WebRTC stack in Python, as a publisher.
///
/// Thread: callers'.
@NullMarked
package io.sluice.acceptance.aiortc;

import org.jspecify.annotations.NullMarked;
