/// The live feed: every transition as it is decided, handed to any number of readers, each from
/// where it stopped reading, none faster than it reads.
///
/// Core: [FeedPosition], [FeedFilter] and [Mailbox] do no I/O.
///
/// Thread: one follower thread offers; each reader takes on a thread of its own.
@NullMarked
package io.sluice.controlplane.feed;

import org.jspecify.annotations.NullMarked;
