package io.sluice.standalone.cli.past;

import io.sluice.standalone.cli.terminal.KafkaOptions;
import io.sluice.standalone.cli.terminal.ProcessIds;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Whose past is looked at, and how it is shown.
final class PastOptions {
  @Parameters(
      paramLabel = "ID|FILE",
      index = "0",
      description = "The process, or a file that `sluice export` wrote.")
  private String idOrFile = "";

  @Option(names = "--json", description = "As JSON, for programs.")
  private boolean json;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  PastSource open() {
    return FilePast.isFile(idOrFile)
        ? FilePast.read(idOrFile)
        : new KafkaPast(kafka.archive(), ProcessIds.read(idOrFile));
  }

  boolean json() {
    return json;
  }

  KafkaOptions kafka() {
    return kafka;
  }

  PrintWriter out() {
    return Objects.requireNonNull(command).commandLine().getOut();
  }
}
