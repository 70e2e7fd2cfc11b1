package io.sluice.worker.assignment;

import io.sluice.eventlog.follow.TableChange;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.Assignment;
import io.sluice.worker.ingest.IngestSpec;
import io.sluice.worker.ingest.TearDownReason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What each change of the assignments means to this worker.
///
/// Thread: confined to the follower's.
public final class AssignmentReaction {
  private static final Logger LOG = LoggerFactory.getLogger(AssignmentReaction.class);

  private final WorkerId self;
  private final Consumer<IngestSpec> assign;
  private final BiConsumer<ProcessId, TearDownReason> end;

  // Until all that stands in the topic was told only the last word on each process counts: what was
  // withdrawn long ago must not come to life for a moment.
  private final Map<String, TableChange<Assignment>> early = new LinkedHashMap<>();
  private boolean caughtUp;

  /// @param assign begins to run a process, unless it is held in that generation or a later one
  /// @param end tears a process down, if it is here
  public AssignmentReaction(
      WorkerId self, Consumer<IngestSpec> assign, BiConsumer<ProcessId, TearDownReason> end) {
    this.self = self;
    this.assign = assign;
    this.end = end;
  }

  public void changed(TableChange<Assignment> change) {
    if (caughtUp) {
      apply(change);
    } else {
      early.put(change.key(), change);
    }
  }

  public void caughtUp() {
    caughtUp = true;
    early.values().forEach(this::apply);
    early.clear();
  }

  private void apply(TableChange<Assignment> change) {
    if (!ProcessId.problem(change.key()).isEmpty()) {
      LOG.atError().log("assignment under a key that is no process id");
      return;
    }
    ProcessId processId = new ProcessId(change.key());
    switch (change) {
      case TableChange.Put<Assignment> put when put.value().getWorkerId().equals(self.value()) ->
          take(processId, put.value());
      // Another worker of this partition makes ready; until then it is still run here.
      case TableChange.Put<Assignment> put
          when put.value().getLeavingWorkerId().equals(Optional.of(self.value())) -> {}
      // Another worker of this partition holds it now.
      case TableChange.Put<Assignment> _ -> end.accept(processId, TearDownReason.SUPERSEDED);
      case TableChange.Removed<Assignment> _ ->
          end.accept(processId, TearDownReason.ASSIGNMENT_GONE);
    }
  }

  private void take(ProcessId processId, Assignment assignment) {
    try {
      assign.accept(AssignmentMapping.spec(assignment));
    } catch (IllegalArgumentException e) {
      LOG.atError()
          .addKeyValue("processId", processId)
          .addKeyValue("generation", assignment.getGeneration())
          .addKeyValue("reason", e.getMessage())
          .log("assignment cannot be run by this worker");
    }
  }
}
