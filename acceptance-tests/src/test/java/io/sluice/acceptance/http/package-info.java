/// WHIP and the HTTP API as a plain HTTP client speaks them: what status, which headers.
///
/// Thread: the caller's.
@NullMarked
package io.sluice.acceptance.http;

import org.jspecify.annotations.NullMarked;
