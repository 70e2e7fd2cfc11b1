/// A publisher of Pion, a WebRTC stack in Go, compiled here from `src/test/go` with Debian's
/// packages alone.
///
/// Thread: callers'.
@NullMarked
package io.sluice.acceptance.pion;

import org.jspecify.annotations.NullMarked;
