package io.sluice.standalone.cli;

import io.sluice.eventlog.LogUnavailableException;
import io.sluice.standalone.cli.past.DiffCommand;
import io.sluice.standalone.cli.past.ExportCommand;
import io.sluice.standalone.cli.past.FleetCommand;
import io.sluice.standalone.cli.past.HistoryCommand;
import io.sluice.standalone.cli.past.ReplayCommand;
import io.sluice.standalone.cli.past.StateCommand;
import io.sluice.standalone.cli.past.TailCommand;
import io.sluice.standalone.cli.past.WhyCommand;
import io.sluice.standalone.cli.terminal.ExitCode;
import io.sluice.standalone.cli.terminal.UserErrorException;
import io.sluice.standalone.orchestrator.NotSettledException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The door: reads the command line and ends the JVM with the command's exit code.
@Command(
    name = "sluice",
    description = "Live WebRTC in by WHIP, each stream to an FFmpeg of its own, driven by Kafka.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    version = "sluice 0.1.0",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      PublishCommand.class,
      StartCommand.class,
      StopCommand.class,
      RestartCommand.class,
      UpdateCommand.class,
      ReleaseCommand.class,
      ListCommand.class,
      HistoryCommand.class,
      StateCommand.class,
      WhyCommand.class,
      DiffCommand.class,
      FleetCommand.class,
      TailCommand.class,
      ReportCommand.class,
      SessionCommand.class,
      WebhooksCommand.class,
      DrainCommand.class,
      UndrainCommand.class,
      ReplayCommand.class,
      ExportCommand.class,
      ControlPlaneCommand.class,
      WorkerCommand.class,
      SimulateCommand.class
    },
    footer = {
      "",
      "`sluice COMMAND --help` tells about each. Besides these, `./sluice test` runs",
      "every test, and `./sluice build` only builds."
    })
public final class Sluice implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  private Sluice() {}

  public static void main(String[] args) {
    // Threads that a part left behind must not keep the JVM alive.
    System.exit(exitCode(args));
  }

  /// Runs one command within this JVM.
  ///
  /// @return its exit code
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return commandLine().setOut(out).setErr(err).execute(args);
  }

  /// Without a command: tells which there are.
  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    line.usage(line.getErr());
    return ExitCode.USAGE;
  }

  private static int exitCode(String[] args) {
    CommandLine line = commandLine();
    try {
      return line.execute(args);
    } catch (Error e) {
      line.getErr().println("sluice: " + e);
      LoggerFactory.getLogger(Sluice.class).atError().setCause(e).log("command failed");
      return ExitCode.FAILED;
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Sluice())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(80)
        .setExecutionExceptionHandler((e, line, _) -> explain(e, line));
  }

  private static int explain(Exception e, CommandLine line) {
    if (e instanceof UserErrorException error) {
      line.getErr().println("sluice: " + error.getMessage());
      return error.exitCode();
    }
    if (e instanceof NotSettledException || e instanceof LogUnavailableException) {
      line.getErr().println("sluice: " + e.getMessage());
      return ExitCode.FAILED;
    }
    // A bug of ours: the log has the stack, the terminal a sentence.
    LoggerFactory.getLogger(Sluice.class).atError().setCause(e).log("command failed");
    line.getErr().println("sluice: " + e.toString().lines().findFirst().orElse(""));
    return ExitCode.FAILED;
  }
}
