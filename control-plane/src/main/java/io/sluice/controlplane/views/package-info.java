/// What the HTTP API and the gateway know: processes, routes and workers as Kafka last said, and
/// the outcomes of the commands somebody waits for. Avro stops here, and so do secrets: what leaves
/// this package may be shown.
///
/// Thread: written by one follower thread a topic, read by any.
@NullMarked
package io.sluice.controlplane.views;

import org.jspecify.annotations.NullMarked;
