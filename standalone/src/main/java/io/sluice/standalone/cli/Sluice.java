package io.sluice.standalone.cli;

import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The door: reads the command line and ends the JVM with the command's exit code.
@Command(
    name = "sluice",
    description = "Live WebRTC in by WHIP, each stream to an FFmpeg of its own, driven by Kafka.",
    subcommands = {PublishCommand.class})
public final class Sluice {
  private Sluice() {}

  public static void main(String[] args) {
    // Native threads of libwebrtc would keep the JVM alive, so it is ended explicitly.
    System.exit(commandLine().execute(args));
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
    // A bug of ours: the log has the stack, the terminal a sentence.
    LoggerFactory.getLogger(Sluice.class).atError().setCause(e).log("command failed");
    line.getErr().println("sluice: " + e.toString().lines().findFirst().orElse(""));
    return ExitCode.FAILED;
  }
}
