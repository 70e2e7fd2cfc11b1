/// How many requests a client and a process may send, and who the client is behind proxies; once
/// for gateway and worker.
///
/// Thread: any.
///
/// Spec: RFC 9725 §5, RFC 6585 §4 (429).
@NullMarked
package io.sluice.whip.limits;

import org.jspecify.annotations.NullMarked;
