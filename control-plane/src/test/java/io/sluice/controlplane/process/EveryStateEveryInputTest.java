package io.sluice.controlplane.process;

import static io.sluice.controlplane.process.Samples.ALPHA;
import static io.sluice.controlplane.process.Samples.BETA;
import static io.sluice.controlplane.process.Samples.FIRST_LIFE;
import static io.sluice.controlplane.process.Samples.SECOND_LIFE;
import static io.sluice.controlplane.process.Samples.failed;
import static io.sluice.controlplane.process.Samples.origin;
import static io.sluice.controlplane.process.Samples.plainConfig;
import static io.sluice.controlplane.process.Samples.portsAllocated;
import static io.sluice.controlplane.process.Samples.quarantinedAfter;
import static io.sluice.controlplane.process.Samples.release;
import static io.sluice.controlplane.process.Samples.restart;
import static io.sluice.controlplane.process.Samples.start;
import static io.sluice.controlplane.process.Samples.stop;
import static io.sluice.controlplane.process.Samples.supervised;
import static io.sluice.controlplane.process.Samples.tornDown;
import static io.sluice.controlplane.process.Samples.update;
import static io.sluice.controlplane.process.Samples.whipConfig;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.process.ProcessInput.DrainDue;
import io.sluice.controlplane.process.ProcessInput.PlacementDue;
import io.sluice.controlplane.process.ProcessInput.Unreadable;
import io.sluice.controlplane.process.ProcessInput.WorkerLost;
import io.sluice.controlplane.process.ProcessInput.WorkerRestarted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The whole table: which events every input gives in every state. A cell holds the events' names;
/// a cell that names the fact alone, as `=`, took it and did nothing more. In Moving the inputs are
/// of the worker that the process leaves.
class EveryStateEveryInputTest {
  private static final FactOrigin ORIGIN = origin(ALPHA, FIRST_LIFE, 1);

  private static final Supervision LOW_PRIORITY =
      new Supervision(
          true,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          0,
          0,
          Duration.ZERO,
          0,
          Duration.ZERO,
          true);

  private static final String TABLE =
      """
      input                 | Absent                     | Waiting                    | Assigned                             | Active                               | Moving                               | Stopping       | Stopped                    | Quarantined
      StartProcess          | Accepted Configured Placed | Rejected                   | Rejected                             | Rejected                             | Rejected                             | Rejected       | Accepted Configured Placed | Rejected
      StopProcess           | ChangedNothing             | Accepted Stopped           | Accepted StopRequested               | Accepted StopRequested               | Accepted StopRequested               | ChangedNothing | ChangedNothing             | Accepted Stopped
      RestartProcess        | ChangedNothing             | ChangedNothing             | Accepted RestartRequested            | Accepted RestartRequested            | Accepted RestartRequested            | ChangedNothing | ChangedNothing             | Accepted Released Placed
      UpdateProcess         | Rejected                   | Accepted Configured Placed | Accepted Configured RestartRequested | Accepted Configured RestartRequested | Accepted Configured RestartRequested | Rejected       | Rejected                   | Accepted Configured Placed
      ReleaseProcess        | ChangedNothing             | ChangedNothing             | ChangedNothing                       | ChangedNothing                       | ChangedNothing                       | ChangedNothing | ChangedNothing             | Accepted Released Placed
      repeated command      | -                          | Repeated                   | Repeated                             | Repeated                             | Repeated                             | Repeated       | Repeated                   | Repeated
      PortsAllocated        | Ignored                    | Ignored                    | =                                    | =                                    | Ignored                              | =              | Ignored                    | Ignored
      AllocationFailed      | Ignored                    | Ignored                    | =                                    | =                                    | Ignored                              | =              | Ignored                    | Ignored
      FfmpegStarting        | Ignored                    | Ignored                    | =                                    | =                                    | Ignored                              | =              | Ignored                    | Ignored
      FfmpegStarted         | Ignored                    | Ignored                    | =                                    | =                                    | Ignored                              | =              | Ignored                    | Ignored
      LimitExceeded         | Ignored                    | Ignored                    | =                                    | =                                    | Ignored                              | =              | Ignored                    | Ignored
      FfmpegFinishing       | Ignored                    | Ignored                    | =                                    | =                                    | Ignored                              | =              | Ignored                    | Ignored
      FfmpegExited          | Ignored                    | Ignored                    | =                                    | =                                    | Ignored                              | =              | Ignored                    | Ignored
      PublisherConnected    | Ignored                    | Ignored                    | Ignored                              | =                                    | Ignored                              | =              | Ignored                    | Ignored
      PublisherDisconnected | Ignored                    | Ignored                    | Ignored                              | =                                    | Ignored                              | =              | Ignored                    | Ignored
      MediaStarted          | Ignored                    | Ignored                    | Ignored                              | =                                    | Ignored                              | =              | Ignored                    | Ignored
      MediaStalled          | Ignored                    | Ignored                    | Ignored                              | =                                    | Ignored                              | =              | Ignored                    | Ignored
      PictureSizeChanged    | Ignored                    | Ignored                    | Ignored                              | =                                    | Ignored                              | =              | Ignored                    | Ignored
      ProcessTornDown       | Ignored                    | Ignored                    | = Lost Postponed                     | = Lost Postponed                     | CutShort                             | = Stopped      | Ignored                    | Ignored
      WorkerLost            | Ignored                    | Ignored                    | Lost Postponed                       | Lost Postponed                       | CutShort                             | Stopped        | Ignored                    | Ignored
      WorkerRestarted       | Ignored                    | Ignored                    | IncarnationChanged                   | IncarnationChanged                   | CutShort                             | Stopped        | Ignored                    | Ignored
      PlacementDue          | Ignored                    | Placed                     | Ignored                              | Ignored                              | Ignored                              | Ignored        | Ignored                    | Ignored
      DrainDue              | Ignored                    | Ignored                    | Lost Postponed                       | Lost Postponed                       | Ignored                              | Ignored        | Ignored                    | Ignored
      Unreadable            | Refused                    | Refused                    | Refused                              | Refused                              | Refused                              | Refused        | Refused                    | Refused
      """;

  @Test
  void givesTheEventsOfTheTable() {
    assertThat(actualTable()).isEqualTo(normalised(TABLE));
  }

  private static List<String> actualTable() {
    Map<String, Given> states = states();
    List<String> rows = new ArrayList<>();
    rows.add("input|" + String.join("|", states.keySet()));
    inputs()
        .forEach((name, input) ->
            rows.add(
                name
                    + "|"
                    + states.entrySet().stream()
                        .map(state -> cell(name, state.getKey(), state.getValue(), input))
                        .collect(Collectors.joining("|"))));
    return rows;
  }

  private static String cell(String name, String state, Given given, ProcessInput input) {
    if (name.equals("repeated command") && state.equals("Absent")) {
      return "-";
    }
    return given.when(input).decision().events().stream()
        .map(event -> event.equals(input) ? "=" : shortName(event))
        .collect(Collectors.joining(" "));
  }

  private static String shortName(ProcessEvent event) {
    return switch (event.getClass().getSimpleName()) {
      case "IncarnationChanged", "StopRequested", "RestartRequested" ->
          event.getClass().getSimpleName();
      case "CommandChangedNothing" -> "ChangedNothing";
      default -> event.getClass().getSimpleName().replaceFirst("^[A-Z][a-z]+(?=[A-Z])", "");
    };
  }

  private static Map<String, Given> states() {
    Map<String, Given> states = new LinkedHashMap<>();
    states.put("Absent", Given.given());
    states.put(
        "Waiting", Given.givenOn(List.of(), start("first")).butNowOn(Samples.candidate(ALPHA, 1)));
    states.put("Assigned", Given.given(start("first")));
    states.put("Active", Given.given(start("first"), portsAllocated(ORIGIN)));
    states.put(
        "Moving",
        Given.givenOn(
                List.of(Samples.candidate(ALPHA, 10), Samples.candidate(BETA, 1)),
                start("first"),
                portsAllocated(ORIGIN),
                new DrainDue(ALPHA, Samples.NOW.plusSeconds(1)))
            .butNowOn(Samples.candidate(ALPHA, 10)));
    states.put("Stopping", Given.given(start("first"), stop("second")));
    states.put(
        "Stopped",
        Given.given(start("first"), stop("second"), tornDown(ORIGIN, "ASSIGNMENT_GONE", false)));
    states.put(
        "Quarantined",
        Given.given(
            start("first", supervised(whipConfig(), quarantinedAfter(1))), failed(ORIGIN, 1)));
    states.forEach(
        (name, given) -> assertThat(given.state().getClass().getSimpleName()).isEqualTo(name));
    return states;
  }

  private static Map<String, ProcessInput> inputs() {
    Map<String, ProcessInput> inputs = new LinkedHashMap<>();
    inputs.put("StartProcess", start("new", plainConfig()));
    inputs.put("StopProcess", stop("new"));
    inputs.put("RestartProcess", restart("new"));
    inputs.put("UpdateProcess", update("new", supervised(whipConfig(), LOW_PRIORITY)));
    inputs.put("ReleaseProcess", release("new"));
    inputs.put("repeated command", start("first"));
    Samples.facts(ORIGIN).forEach(fact -> inputs.put(fact.getClass().getSimpleName(), fact));
    inputs.put("WorkerLost", new WorkerLost(ALPHA, FIRST_LIFE, 1));
    inputs.put("WorkerRestarted", new WorkerRestarted(ALPHA, SECOND_LIFE));
    inputs.put("PlacementDue", new PlacementDue());
    inputs.put("DrainDue", new DrainDue(ALPHA, Samples.NOW));
    inputs.put("Unreadable", new Unreadable(1, "", "garbled"));
    return inputs;
  }

  private static List<String> normalised(String table) {
    return table.lines().map(line -> line.strip().replaceAll("\\s*\\|\\s*", "|")).toList();
  }
}
