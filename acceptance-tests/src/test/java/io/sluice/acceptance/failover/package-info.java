/// A worker is killed under live publishers, which publish again under the same URL.
///
/// Thread: callers'.
@NullMarked
package io.sluice.acceptance.failover;

import org.jspecify.annotations.NullMarked;
