/// The way in for publishers whose network lets no UDP through.
///
/// Thread: virtual ones, a reader and a writer a connection.
///
/// Spec: RFC 6544 and RFC 4571 (ICE-TCP).
@NullMarked
package io.sluice.worker.peer.tcp;

import org.jspecify.annotations.NullMarked;
