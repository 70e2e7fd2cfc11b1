/// What WHIP sessions left as records: an index in memory of the last sessions of each process, and
/// the whole timeline read from Kafka when somebody asks for it.
///
/// Thread: [SessionFollower] owns one that fills the index; all else on any.
@NullMarked
package io.sluice.controlplane.sessions;

import org.jspecify.annotations.NullMarked;
