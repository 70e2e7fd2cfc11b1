package io.sluice.standalone.cli.past;

import io.sluice.controlplane.archive.Archive;
import io.sluice.controlplane.archive.Span;
import io.sluice.controlplane.process.Process;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.Transition;
import java.util.List;

/// As it stands in Kafka.
record KafkaPast(Archive archive, ProcessId process) implements PastSource {
  @Override
  public Process before() {
    return Process.unknown(process);
  }

  @Override
  public List<Transition> history(Span span) {
    return archive.history(process, span);
  }

  @Override
  public List<FfmpegReport> reports() {
    return archive.reports(process);
  }

  @Override
  public void close() {
    archive.close();
  }
}
