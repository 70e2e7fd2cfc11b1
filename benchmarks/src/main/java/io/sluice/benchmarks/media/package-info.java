/// What a packet costs on its way from an encrypted datagram to FFmpeg's socket, beside the least
/// that C can do and beside Go's stack; and how many streams a core carries.
///
/// The load, the sinks and the baselines are programs of their own in `benchmarks/media/`; the
/// product runs in this JVM, behind its public API. Forwarders share one core, the load has
/// another.
///
/// Thread: the benchmark's own; the media server has its own.
@NullMarked
package io.sluice.benchmarks.media;

import org.jspecify.annotations.NullMarked;
