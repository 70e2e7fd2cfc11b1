package io.sluice.controlplane.history;

import io.sluice.controlplane.process.Circumstances;
import io.sluice.controlplane.process.ProcessEvent;
import io.sluice.controlplane.process.ProcessInput;
import io.sluice.eventlog.InputPosition;
import io.sluice.identity.ProcessId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A transition read back from the history: all that the decider needs to decide the same again,
/// and what it decided then.
///
/// @param position where the input stood; null when the control plane itself gave it
public record RecordedTransition(
    ProcessId processId,
    long sequence,
    String decidedBy,
    @Nullable InputPosition position,
    ProcessInput input,
    Circumstances circumstances,
    List<ProcessEvent> events) {}
