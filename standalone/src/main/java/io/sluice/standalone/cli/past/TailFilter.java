package io.sluice.standalone.cli.past;

import io.sluice.controlplane.timeline.TimelineText;
import io.sluice.schemas.ProcessConfigured;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Recorded;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which transitions are told. A transition names no reference: it is learnt from the snapshots and
/// from the configurations that pass.
///
/// Thread: confined to one at a time.
final class TailFilter {
  private final List<Pattern> processes;
  private final @Nullable String reference;
  private final List<Pattern> types;
  private final RecordCodec codec = RecordCodec.standard();
  private final Map<String, String> references = new HashMap<>();

  /// Lists that are empty, and no reference, let all pass.
  TailFilter(List<String> processes, @Nullable String reference, List<String> types) {
    this.processes = processes.stream().map(TailFilter::pattern).toList();
    this.reference = reference;
    this.types = types.stream().map(TailFilter::pattern).toList();
  }

  void learn(ProcessSnapshot snapshot) {
    snapshot
        .getConfig()
        .ifPresent(config -> references.put(snapshot.getProcessId(), config.getReference()));
  }

  boolean accepts(Transition transition) {
    if (reference != null) {
      learn(transition);
    }
    String id = transition.getProcessId();
    return matches(processes, Stream.of(id))
        && (reference == null || reference.equals(references.get(id)))
        && matches(types, types(transition));
  }

  private void learn(Transition transition) {
    for (Recorded event : transition.getEvents()) {
      codec
          .decode(event)
          .as(ProcessConfigured.class)
          .ifPresent(e -> references.put(transition.getProcessId(), e.getConfig().getReference()));
    }
  }

  private static Stream<String> types(Transition transition) {
    return Stream.concat(transition.getCause().stream(), transition.getEvents().stream())
        .map(recorded -> TimelineText.shortName(recorded.getType()));
  }

  private static boolean matches(List<Pattern> patterns, Stream<String> names) {
    return patterns.isEmpty()
        || names.anyMatch(name -> patterns.stream().anyMatch(p -> p.matcher(name).matches()));
  }

  /// `*` stands for any characters.
  private static Pattern pattern(String glob) {
    return Pattern.compile(
        Stream.of(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
  }
}
