package io.sluice.standalone.cli;

import io.sluice.controlplane.timeline.RecordJson;
import io.sluice.controlplane.timeline.SessionText;
import io.sluice.controlplane.timeline.Wrapping;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.SessionTimeline;
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
    name = "session",
    description = {
      "Show what a publisher's session went through, step by step, and which side was",
      "silent when it failed."
    },
    footer = {"", "Exit code: 0 shown, 1 no such session or Kafka not reached, 2 wrong use."})
final class SessionCommand implements Callable<Integer> {
  private static final int SHOWN = 10;

  @Parameters(index = "0", paramLabel = "ID", description = "The process.")
  private String id = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SESSION",
      description = "The session, as the history names it. Default: the last one.")
  private String session = "";

  @Option(names = "--json", description = "The session as one line of JSON.")
  private boolean json;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Override
  public Integer call() {
    ProcessId process = ProcessIds.read(id);
    List<SessionTimeline> sessions = kafka.orchestrator().sessions(process);
    if (sessions.isEmpty()) {
      throw UserErrorException.failed("no session of a process " + process + " left a record");
    }
    SessionTimeline shown = chosen(sessions);
    if (json) {
      System.out.println(RecordJson.of(shown));
      return ExitCode.DONE;
    }
    SessionText.lines(shown).forEach(System.out::println);
    if (sessions.size() > 1) {
      System.out.println();
      Wrapping.lines("all sessions: " + names(sessions), 80).forEach(System.out::println);
    }
    return ExitCode.DONE;
  }

  private SessionTimeline chosen(List<SessionTimeline> sessions) {
    if (session.isEmpty()) {
      return sessions.getLast();
    }
    return sessions.stream()
        .filter(timeline -> timeline.getSessionId().equals(session))
        .findFirst()
        .orElseThrow(() ->
            UserErrorException.failed(
                "there is no record of session " + session + "; there are " + names(sessions)));
  }

  /// The last ones: a publisher who tries again and again has hundreds.
  private static String names(List<SessionTimeline> sessions) {
    return sessions.stream()
        .skip(Math.max(0, sessions.size() - SHOWN))
        .map(SessionTimeline::getSessionId)
        .collect(Collectors.joining(" ", sessions.size() > SHOWN ? "… " : "", ""));
  }
}
