package io.sluice.controlplane.feed;

import java.util.Set;

/// What a reader wants. Empty sets let everything through.
///
/// @param processes ids
/// @param references of processes, as they are when the transition is handed on
/// @param types of events, or of the input from which they followed
/// @param also what else is told beside transitions
public record FeedFilter(
    Set<String> processes, Set<String> references, Set<String> types, Set<Also> also) {

  public static final FeedFilter ALL =
      new FeedFilter(Set.of(), Set.of(), Set.of(), Set.of(Also.values()));

  /// States that the feed tells as they are, without a place in its order.
  public enum Also {
    /// Workers, at each heartbeat.
    WORKERS,
    /// Progress of each FFmpeg, at each report.
    PROGRESS
  }

  public FeedFilter {
    processes = Set.copyOf(processes);
    references = Set.copyOf(references);
    types = Set.copyOf(types);
    also = Set.copyOf(also);
  }

  public boolean wants(FeedMessage message) {
    return switch (message) {
      case FeedMessage.Decided m ->
          isAbout(m.processId(), m.reference()) && (types.isEmpty() || m.hasTypeIn(types));
      case FeedMessage.WorkerHeard _ -> also.contains(Also.WORKERS);
      case FeedMessage.RunReported m ->
          also.contains(Also.PROGRESS) && isAbout(m.processId(), m.reference());
      case FeedMessage.Alive _, FeedMessage.End _ -> true;
    };
  }

  private boolean isAbout(String process, String reference) {
    return (processes.isEmpty() || processes.contains(process))
        && (references.isEmpty() || references.contains(reference));
  }
}
