/// A network of a test's own, in namespaces, that can be made to lose packets.
///
/// Thread: callers'.
@NullMarked
package io.sluice.acceptance.network;

import org.jspecify.annotations.NullMarked;
