package io.sluice.controlplane.feed;

import io.sluice.controlplane.timeline.TimelineText;
import io.sluice.controlplane.timeline.TransitionJson;
import io.sluice.controlplane.views.ProcessView;
import io.sluice.controlplane.views.Processes;
import io.sluice.eventlog.InputRecord;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.ProcessConfigured;
import io.sluice.schemas.Recorded;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Records of the history as messages of the feed.
///
/// Thread: any.
public final class DecidedMapping {
  private final RecordCodec codec;
  private final Processes processes;

  /// @param processes to find the reference of a process
  public DecidedMapping(RecordCodec codec, Processes processes) {
    this.codec = codec;
    this.processes = processes;
  }

  /// Empty for what is no transition.
  public Optional<FeedMessage.Decided> of(InputRecord record) {
    byte[] value = record.value();
    if (value == null) {
      return Optional.empty();
    }
    return codec
        .decode(value)
        .as(Transition.class)
        .map(transition ->
            new FeedMessage.Decided(
                record.position(),
                transition.getProcessId(),
                reference(transition),
                types(transition),
                TransitionJson.of(transition).toString()));
  }

  private String reference(Transition transition) {
    // What a transition configures, the view may not know yet.
    return transition.getEvents().stream()
        .flatMap(event -> codec.decode(event).as(ProcessConfigured.class).stream())
        .map(configured -> configured.getConfig().getReference())
        .findFirst()
        .orElseGet(() -> reference(transition.getProcessId()));
  }

  String reference(String processId) {
    return ProcessId.problem(processId).isEmpty()
        ? processes
            .find(new ProcessId(processId))
            .map(ProcessView::config)
            .map(ProcessView.Config::reference)
            .orElse("")
        : "";
  }

  private static List<String> types(Transition transition) {
    List<String> types = new ArrayList<>();
    transition.getCause().map(Recorded::getType).map(TimelineText::shortName).ifPresent(types::add);
    transition.getEvents().forEach(event -> types.add(TimelineText.shortName(event.getType())));
    return types;
  }
}
