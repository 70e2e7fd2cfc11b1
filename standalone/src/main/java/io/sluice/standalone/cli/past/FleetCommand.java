package io.sluice.standalone.cli.past;

import io.sluice.controlplane.archive.Archive;
import io.sluice.controlplane.history.ProcessSnapshotRecords;
import io.sluice.controlplane.timeline.RecordJson;
import io.sluice.controlplane.verify.FleetFold;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.standalone.cli.terminal.ExitCode;
import io.sluice.standalone.cli.terminal.KafkaOptions;
import io.sluice.standalone.cli.terminal.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "fleet",
    description = "Show which worker ran what at a moment, folded from the history.",
    footer = {"", "Exit code: 0 shown, 1 Kafka not reached, 2 wrong use."})
public final class FleetCommand implements Callable<Integer> {
  // Appended later than decided, and by another clock perhaps.
  private static final Duration SLACK = Duration.ofMinutes(1);

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When: 2026-11-28T02:13:07Z, 02:13, 10m (ago), in UTC. Default: now.")
  private @Nullable String at;

  @Option(names = "--json", description = "One process a line, as JSON.")
  private boolean json;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Instant now = Instant.now();
    Instant then = at == null ? now : Times.read(at, now).last();
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    try (Archive archive = kafka.archive()) {
      Collection<ProcessSnapshot> processes = processes(archive, then);
      if (json) {
        processes.forEach(process -> out.println(RecordJson.of(process)));
      } else {
        FleetText.lines(processes, then).forEach(out::println);
      }
    }
    return ExitCode.DONE;
  }

  /// Only those that changed since then must be folded.
  private static Collection<ProcessSnapshot> processes(Archive archive, Instant then) {
    Map<String, ProcessSnapshot> latest = archive.snapshots();
    Map<String, ProcessSnapshot> processes = new TreeMap<>();
    FleetFold fold = new FleetFold(then);
    latest.forEach((id, snapshot) -> {
      if (!snapshot.getChangedAt().isAfter(then)) {
        processes.put(id, snapshot);
      }
    });
    if (processes.size() < latest.size()) {
      archive.transitions(Set.of(), id -> !processes.containsKey(id), then.plus(SLACK), fold::next);
    }
    fold.processes()
        .forEach(
            process -> processes.put(process.id().value(), ProcessSnapshotRecords.write(process)));
    return processes.values();
  }
}
