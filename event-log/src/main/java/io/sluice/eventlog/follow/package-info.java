/// Followers: they read topics without a group, from the beginning or from now on, and survive
/// outages of Kafka.
///
/// Thread: one named thread a follower; listeners are called on it.
@NullMarked
package io.sluice.eventlog.follow;

import org.jspecify.annotations.NullMarked;
