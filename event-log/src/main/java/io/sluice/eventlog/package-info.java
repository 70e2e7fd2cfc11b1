/// Reading and writing Kafka with no domain word in it: the transactional consume-decide-append
/// loop, the follower of a compacted table, and the replay reader.
///
/// Thread: each loop and each follower owns one named thread; what they call runs on it.
@NullMarked
package io.sluice.eventlog;

import org.jspecify.annotations.NullMarked;
