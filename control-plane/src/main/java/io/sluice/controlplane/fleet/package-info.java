/// Which workers live and what they can take, as their heartbeats say.
///
/// Thread: one thread feeds heartbeats in, others ask; [Fleet] guards itself.
@NullMarked
package io.sluice.controlplane.fleet;

import org.jspecify.annotations.NullMarked;
