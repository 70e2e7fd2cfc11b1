/// What a process shows while it runs: the HLS output that it writes below the output folder, over
/// the worker's HTTP listener.
///
/// Core: [HlsFiles].
///
/// Thread: the listener's blocking ones; nothing is kept between requests.
///
/// Spec: RFC 8216.
@NullMarked
package io.sluice.worker.preview;

import org.jspecify.annotations.NullMarked;
