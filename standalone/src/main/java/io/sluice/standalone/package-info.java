/// All of Sluice in one JVM: an embedded Kafka, a control plane and a worker, started in that order
/// and ended in the reverse.
///
/// Thread: the parts' own; starting and closing block the caller.
@NullMarked
package io.sluice.standalone;

import org.jspecify.annotations.NullMarked;
