/// The one public WHIP URL of a process: leads each request to the worker that owns the process, by
/// proxy or by redirect. Kafka is not on this path.
///
/// Thread: Micronaut's event loop; nothing here blocks.
///
/// Spec: RFC 9725 §4.5 (redirects and load), RFC 9110 §7.6 (forwarding), RFC 7239 (Forwarded).
@NullMarked
package io.sluice.controlplane.gateway;

import org.jspecify.annotations.NullMarked;
