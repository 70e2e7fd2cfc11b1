package io.sluice.controlplane.process;

import java.util.List;

/// What follows from an input: at least one event, and the process after them.
public record Decision(List<ProcessEvent> events, Process after) {
  public Decision {
    events = List.copyOf(events);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("a decision has at least one event");
    }
  }
}
