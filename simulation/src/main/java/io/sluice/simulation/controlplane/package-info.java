/// Control planes: the real decisions, fleet and placement, driven by a model of the transactional
/// loop that can be stopped anywhere.
///
/// Core: no I/O; what is not the product's own follows `io.sluice.eventlog.loop`.
@NullMarked
package io.sluice.simulation.controlplane;

import org.jspecify.annotations.NullMarked;
