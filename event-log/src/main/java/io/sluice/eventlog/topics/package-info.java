/// Brings the topics into being, and refuses to work on ones that are set up otherwise.
///
/// Thread: the caller's; it blocks until Kafka answers.
@NullMarked
package io.sluice.eventlog.topics;

import org.jspecify.annotations.NullMarked;
