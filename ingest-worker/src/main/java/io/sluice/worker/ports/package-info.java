/// Leases of UDP ports on the loopback address, four adjacent ones each, for FFmpeg to listen on.
///
/// Thread: any; the pool is guarded by its own lock.
@NullMarked
package io.sluice.worker.ports;

import org.jspecify.annotations.NullMarked;
