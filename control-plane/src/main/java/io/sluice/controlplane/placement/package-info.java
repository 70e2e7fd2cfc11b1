/// The choice of a worker for a process.
///
/// Core: pure functions on values.
@NullMarked
package io.sluice.controlplane.placement;

import org.jspecify.annotations.NullMarked;
