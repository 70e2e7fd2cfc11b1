package io.sluice.standalone.cli;

import io.sluice.controlplane.timeline.RecordJson;
import io.sluice.controlplane.timeline.ReportText;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.FfmpegReport;
import io.sluice.standalone.cli.terminal.ExitCode;
import io.sluice.standalone.cli.terminal.KafkaOptions;
import io.sluice.standalone.cli.terminal.ProcessIds;
import io.sluice.standalone.cli.terminal.UserErrorException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = "Show what the FFmpeg of a process was told, said and did, and how it ended.",
    footer = {"", "Exit code: 0 shown, 1 no such report or Kafka not reached, 2 wrong use."})
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The process.")
  private String id = "";

  @Option(
      names = "--run",
      paramLabel = "G/A",
      description = "Generation and attempt of the run. Default: the last run.")
  private String run = "";

  @Option(names = "--json", description = "The report as one line of JSON.")
  private boolean json;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Override
  public Integer call() {
    ProcessId process = ProcessIds.read(id);
    if (!run.isEmpty() && !run.matches("[0-9]{1,18}/[0-9]{1,9}")) {
      throw UserErrorException.usage("--run is generation/attempt, such as 2/1");
    }
    List<FfmpegReport> reports = kafka.orchestrator().reports(process);
    if (reports.isEmpty()) {
      throw UserErrorException.failed("no FFmpeg of a process " + process + " left a report");
    }
    FfmpegReport report = chosen(reports);
    if (json) {
      System.out.println(RecordJson.of(report));
      return ExitCode.DONE;
    }
    ReportText.lines(report).forEach(System.out::println);
    if (reports.size() > 1) {
      System.out.println();
      System.out.println("all runs (--run): " + runs(reports));
    }
    return ExitCode.DONE;
  }

  private FfmpegReport chosen(List<FfmpegReport> reports) {
    if (run.isEmpty()) {
      return reports.getLast();
    }
    return reports.stream()
        .filter(report -> name(report).equals(run))
        .findFirst()
        .orElseThrow(() ->
            UserErrorException.failed(
                "there is no report of run " + run + "; there are " + runs(reports)));
  }

  /// The last ones: a process that fails again and again has hundreds.
  private static String runs(List<FfmpegReport> reports) {
    int shown = 10;
    String more = reports.size() > shown ? "… " : "";
    return reports.stream()
        .skip(Math.max(0, reports.size() - shown))
        .map(ReportCommand::name)
        .collect(Collectors.joining(" ", more, ""));
  }

  private static String name(FfmpegReport report) {
    return report.getGeneration() + "/" + report.getAttempt();
  }
}
