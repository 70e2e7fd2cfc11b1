/// What RFC 9725 says of HTTP: paths, methods, headers, tokens, refusals and the replies made of
/// them, once for the gateway and for the worker.
///
/// Core: values and pure functions, no I/O and no web framework.
///
/// Spec: RFC 9725 (WHIP), RFC 9457 (problem documents), RFC 6750 (bearer tokens), RFC 9110 (HTTP),
/// the Fetch standard (CORS).
@NullMarked
package io.sluice.whip;

import org.jspecify.annotations.NullMarked;
