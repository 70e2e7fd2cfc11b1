package io.sluice.standalone.cli.past;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.controlplane.archive.Moment;
import io.sluice.controlplane.archive.Span;
import io.sluice.controlplane.history.ProcessSnapshotRecords;
import io.sluice.controlplane.timeline.FieldDifference;
import io.sluice.controlplane.timeline.RecordJson;
import io.sluice.standalone.cli.terminal.ExitCode;
import io.sluice.standalone.cli.terminal.UserErrorException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    description = "Show in which fields the state of a process differs between two transitions.",
    footer = {"", "Exit code: 0 shown, 1 no such process or Kafka not reached, 2 wrong use."})
public final class DiffCommand implements Callable<Integer> {
  @Mixin private PastOptions past = new PastOptions();

  @Parameters(index = "1", paramLabel = "SEQ1", description = "After this transition.")
  private long first;

  @Parameters(index = "2", paramLabel = "SEQ2", description = "And after this one.")
  private long second;

  @Override
  public Integer call() {
    try (PastSource source = past.open()) {
      List<FieldDifference> differences =
          FieldDifference.between(state(source, first), state(source, second));
      if (past.json()) {
        past.out().println(json(differences));
      } else {
        past.out()
            .println(source.process() + " after transition " + first + " and after " + second);
        DifferenceText.lines(differences, String.valueOf(first), String.valueOf(second))
            .forEach(past.out()::println);
      }
    }
    return ExitCode.DONE;
  }

  private static ObjectNode state(PastSource source, long sequence) {
    var process = source.after(Span.until(new Moment.Number(sequence)));
    if (process.sequence() != sequence) {
      throw UserErrorException.failed(
          "%s has no transition %d; its last is %d"
              .formatted(source.process(), sequence, process.sequence()));
    }
    return RecordJson.of(ProcessSnapshotRecords.write(process));
  }

  private static String json(List<FieldDifference> differences) {
    var array = JsonNodeFactory.instance.arrayNode();
    differences.forEach(d ->
        array.addObject().put("path", d.path()).put("before", d.left()).put("after", d.right()));
    return array.toString();
  }
}
