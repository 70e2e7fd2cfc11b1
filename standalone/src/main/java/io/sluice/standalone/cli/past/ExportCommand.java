package io.sluice.standalone.cli.past;

import io.sluice.controlplane.archive.Span;
import io.sluice.controlplane.incident.Incident;
import io.sluice.controlplane.incident.IncidentFile;
import io.sluice.controlplane.incident.Redaction;
import io.sluice.controlplane.past.Past;
import io.sluice.controlplane.verify.Decider;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.Transition;
import io.sluice.standalone.cli.terminal.ExitCode;
import io.sluice.standalone.cli.terminal.UserErrorException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    description = {
      "Write what happened to a process into a file of its own, for a report of a bug:",
      "without secrets, addresses and tokens, and still decided as it was."
    },
    footer = {
      "",
      "Exit code: 0 written, 1 no such process, or Kafka or the file not reached,",
      "2 wrong use."
    })
public final class ExportCommand implements Callable<Integer> {
  @Mixin private PastOptions past = new PastOptions();
  @Mixin private SpanOptions stretch = new SpanOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "Where to; an existing file is replaced.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    try (PastSource source = past.open()) {
      Incident incident = Redaction.of(incident(source, stretch.span()));
      write(incident);
      past.out().println(words(incident));
    }
    return ExitCode.DONE;
  }

  private static Incident incident(PastSource source, Span span) {
    // What is before it gives the state in which it begins.
    List<Transition> all = source.history(Span.until(span.to()));
    List<Transition> slice = all.stream().filter(span::contains).toList();
    if (slice.isEmpty()) {
      throw UserErrorException.failed("nothing happened to " + source.process() + " in that time");
    }
    Past before = Past.after(source.before()).and(all.subList(0, all.indexOf(slice.getFirst())));
    return new Incident(PastSource.last(before), slice, reports(source, slice), Set.of());
  }

  private static List<FfmpegReport> reports(PastSource source, List<Transition> slice) {
    return source.reports().stream()
        .filter(report ->
            !report.getAt().isBefore(slice.getFirst().getDecidedAt())
                && !report.getStartedAt().isAfter(slice.getLast().getDecidedAt()))
        .toList();
  }

  private void write(Incident incident) {
    try {
      IncidentFile.write(file, incident);
    } catch (IOException e) {
      throw UserErrorException.failed("cannot write " + file + ": " + e.getMessage());
    }
  }

  private String words(Incident incident) {
    int count = incident.transitions().size();
    int other = incident.verify(Decider.TODAY).troubles().size();
    int lost = incident.unverifiable().size();
    return "%s: transitions %d to %d, reports of %d runs, redacted; %s%s"
        .formatted(
            file,
            incident.transitions().getFirst().getSequence(),
            incident.transitions().getLast().getSequence(),
            incident.reports().size(),
            other == 0
                ? "decided as recorded: " + (count - lost)
                : "decided otherwise today: " + other,
            lost == 0 ? "" : ", not comparable without the secrets: " + lost);
  }
}
