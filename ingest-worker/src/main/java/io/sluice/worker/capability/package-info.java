/// What the FFmpeg of this host can do, as it says itself when the worker starts.
///
/// Core: [CapabilityLists] reads what FFmpeg prints; [CapabilityProbe] runs it.
///
/// Thread: the caller's.
///
/// Spec: `ffmpeg -muxers`, `-encoders` and `-protocols`, as versions 5 to 8 print them.
@NullMarked
package io.sluice.worker.capability;

import org.jspecify.annotations.NullMarked;
