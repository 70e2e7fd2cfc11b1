package io.sluice.standalone.cli;

import io.sluice.standalone.cli.terminal.ExitCode;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "webhooks",
    description = "What webhooks did not take.",
    subcommands = DeadWebhooksCommand.class)
final class WebhooksCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  /// Without a command: tells which there are.
  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    line.usage(line.getErr());
    return ExitCode.USAGE;
  }
}
