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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Records of the history as messages of the feed.
///
/// Thread: any.
public final class DecidedMapping {
  /// How far the view, which reads another topic, may be behind: in processes that were configured.
  private static final int REMEMBERED = 10_000;

  private final RecordCodec codec;
  private final Processes processes;
  private final LinkedHashMap<String, Configured> read = new LinkedHashMap<>(); // guarded by it

  private record Configured(long sequence, String reference) {}

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
    // What a transition configures, the view may not know yet; nor when the next one comes.
    Optional<String> configured =
        transition.getEvents().stream()
            .flatMap(event -> codec.decode(event).as(ProcessConfigured.class).stream())
            .map(event -> event.getConfig().getReference())
            .findFirst();
    configured.ifPresent(reference -> remember(transition, reference));
    return configured
        .or(() -> readBeforeTheView(transition.getProcessId()))
        .orElseGet(() -> reference(transition.getProcessId()));
  }

  private void remember(Transition transition, String reference) {
    String processId = transition.getProcessId();
    if (sequenceInView(processId) >= transition.getSequence()) {
      return;
    }
    synchronized (read) {
      read.putLast(processId, new Configured(transition.getSequence(), reference));
      if (read.size() > REMEMBERED) {
        read.pollFirstEntry();
      }
    }
  }

  /// What this has read of a process, unless the view has read as much.
  private Optional<String> readBeforeTheView(String processId) {
    Configured own;
    synchronized (read) {
      own = read.get(processId);
    }
    return Optional.ofNullable(own)
        .filter(configured -> sequenceInView(processId) < configured.sequence())
        .map(Configured::reference);
  }

  private long sequenceInView(String processId) {
    return inView(processId).map(ProcessView::sequence).orElse(0L);
  }

  String reference(String processId) {
    return inView(processId).map(ProcessView::config).map(ProcessView.Config::reference).orElse("");
  }

  private Optional<ProcessView> inView(String processId) {
    return ProcessId.problem(processId).isEmpty()
        ? processes.find(new ProcessId(processId))
        : Optional.empty();
  }

  private static List<String> types(Transition transition) {
    List<String> types = new ArrayList<>();
    transition.getCause().map(Recorded::getType).map(TimelineText::shortName).ifPresent(types::add);
    transition.getEvents().forEach(event -> types.add(TimelineText.shortName(event.getType())));
    return types;
  }
}
