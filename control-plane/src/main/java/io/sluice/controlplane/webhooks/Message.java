package io.sluice.controlplane.webhooks;

import io.sluice.eventlog.InputPosition;
import java.util.List;

/// One transition on its way to a webhook.
///
/// @param position where it stands in the history
/// @param types of the input and the events
/// @param json as the feed tells it
record Message(InputPosition position, String processId, List<String> types, String json) {
  /// The same for every attempt and every control plane: receivers tell repetitions by it.
  String id() {
    return "transition-" + position.partition() + "-" + position.offset();
  }
}
