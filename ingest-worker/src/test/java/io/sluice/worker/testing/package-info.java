/// Both ends of the media path, for tests: a WebRTC publisher built from the worker's own parts,
/// and a receiver in FFmpeg's place.
@NullMarked
package io.sluice.worker.testing;

import org.jspecify.annotations.NullMarked;
