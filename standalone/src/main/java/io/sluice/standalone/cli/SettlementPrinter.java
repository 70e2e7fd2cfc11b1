package io.sluice.standalone.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluice.controlplane.timeline.UtcTime;
import io.sluice.schemas.CommandRejected;
import io.sluice.schemas.Recorded;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.standalone.cli.terminal.ExitCode;
import io.sluice.standalone.orchestrator.Settlement;
import java.util.Optional;

/// Tells how a command was settled.
final class SettlementPrinter {
  private SettlementPrinter() {}

  /// @return the exit code that fits
  static int print(Settlement settlement, String verb, boolean json) {
    System.out.println(json ? json(settlement) : words(settlement, verb));
    return settlement.isRejected() ? ExitCode.FAILED : ExitCode.DONE;
  }

  private static String words(Settlement settlement, String verb) {
    Transition transition = settlement.transition();
    String id = transition.getProcessId();
    String detail = transition.getDetail().orElse("");
    return switch (settlement.outcome()) {
      case "ACCEPTED" ->
          verb
              + " "
              + id
              + " accepted; it is "
              + transition.getState()
              + " (sluice history "
              + id
              + " tells what follows)";
      case "NOTHING_TO_DO" -> "nothing to do: " + detail;
      default -> {
        String field = field(transition).map(f -> f + ": ").orElse("");
        yield verb
            + " "
            + id
            + " rejected, "
            + transition.getReason().orElse("")
            + ": "
            + (detail.startsWith(field) ? "" : field)
            + detail;
      }
    };
  }

  private static String json(Settlement settlement) {
    Transition transition = settlement.transition();
    var json = JsonNodeFactory.instance.objectNode();
    json.put("processId", transition.getProcessId());
    json.put("commandId", settlement.commandId().value());
    json.put("outcome", settlement.outcome());
    transition.getReason().ifPresent(reason -> json.put("reason", reason));
    field(transition).ifPresent(field -> json.put("field", field));
    transition.getDetail().ifPresent(detail -> json.put("detail", detail));
    json.put("state", transition.getState());
    json.put("sequence", transition.getSequence());
    json.put("decidedAt", UtcTime.whole(transition.getDecidedAt()));
    return json.toString();
  }

  private static Optional<String> field(Transition transition) {
    for (Recorded event : transition.getEvents()) {
      var rejected = RecordCodec.standard().decode(event).as(CommandRejected.class);
      if (rejected.isPresent()) {
        return rejected.get().getField();
      }
    }
    return Optional.empty();
  }
}
