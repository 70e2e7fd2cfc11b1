package io.sluice.controlplane.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The last commands that were settled, oldest first: what a repeated command is answered from.
public record Outcomes(List<CommandOutcome> remembered) {
  /// Enough for an orchestrator that repeats what it got no answer to, little enough to be carried
  /// in every snapshot.
  public static final int LIMIT = 64;

  public static final Outcomes NONE = new Outcomes(List.of());

  public Outcomes {
    remembered = List.copyOf(remembered);
  }

  Optional<CommandOutcome> find(String commandId) {
    return remembered.stream().filter(o -> o.commandId().equals(commandId)).findFirst();
  }

  Outcomes with(CommandOutcome outcome) {
    List<CommandOutcome> all = new ArrayList<>(remembered);
    all.add(outcome);
    return new Outcomes(all.subList(Math.max(0, all.size() - LIMIT), all.size()));
  }
}
