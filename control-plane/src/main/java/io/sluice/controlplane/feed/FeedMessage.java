package io.sluice.controlplane.feed;

import io.sluice.controlplane.reports.RunSummary;
import io.sluice.controlplane.views.WorkerView;
import io.sluice.eventlog.InputPosition;
import java.util.List;
import java.util.Set;

/// One thing that the feed tells.
public sealed interface FeedMessage {

  /// A transition of a process.
  ///
  /// @param position where it stands in the history
  /// @param reference of the process; empty when it has none, or none is known
  /// @param types of the input and of the events
  /// @param json the transition, without secrets
  record Decided(
      InputPosition position, String processId, String reference, List<String> types, String json)
      implements FeedMessage {

    boolean hasTypeIn(Set<String> wanted) {
      return types.stream().anyMatch(wanted::contains);
    }
  }

  /// A worker, as its last heartbeat said.
  record WorkerHeard(WorkerView worker) implements FeedMessage {}

  /// A run of FFmpeg, as it was last reported.
  record RunReported(String processId, String reference, RunSummary run) implements FeedMessage {}

  /// Nothing happened for a while.
  record Alive() implements FeedMessage {}

  /// The last message.
  record End(Reason reason) implements FeedMessage {}

  /// Why a feed ends that the reader did not end.
  enum Reason {
    /// More piled up than is kept for one reader; it may go on where it stopped.
    TOO_SLOW,
    /// What the reader is to go on from is not, or no more, in the history.
    UNKNOWN_POSITION,
    /// Kafka does not give what lies between; it may go on where it stopped.
    KAFKA_UNAVAILABLE,
    /// This control plane ends; another goes on from the same position.
    SERVER_STOPPING
  }
}
