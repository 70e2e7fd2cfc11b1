/// The demo: one stream through every part of Sluice, from a command on Kafka to files that are
/// looked at with ffprobe.
///
/// Thread: the caller's; events are printed by the thread that follows the history, the publisher's
/// words by one of its own.
@NullMarked
package io.sluice.standalone.demo;

import org.jspecify.annotations.NullMarked;
