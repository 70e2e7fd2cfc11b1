package io.sluice.worker.assignment;

import io.sluice.eventlog.follow.TableChange;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.Assignment;
import io.sluice.worker.ingest.Ingests;
import io.sluice.worker.ingest.TearDownReason;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What each change of the assignments means to this worker.
///
/// Thread: confined to the follower's.
final class AssignmentReaction {
  private static final Logger LOG = LoggerFactory.getLogger(AssignmentReaction.class);

  private final WorkerId self;
  private final Ingests ingests;

  // Until all that stands in the topic was told only the last word on each process counts: what was
  // withdrawn long ago must not come to life for a moment.
  private final Map<String, TableChange<Assignment>> early = new LinkedHashMap<>();
  private boolean caughtUp;

  AssignmentReaction(WorkerId self, Ingests ingests) {
    this.self = self;
    this.ingests = ingests;
  }

  void changed(TableChange<Assignment> change) {
    if (caughtUp) {
      apply(change);
    } else {
      early.put(change.key(), change);
    }
  }

  void caughtUp() {
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
      // Another worker of this partition holds it now.
      case TableChange.Put<Assignment> _ -> ingests.end(processId, TearDownReason.SUPERSEDED);
      case TableChange.Removed<Assignment> _ ->
          ingests.end(processId, TearDownReason.ASSIGNMENT_GONE);
    }
  }

  private void take(ProcessId processId, Assignment assignment) {
    try {
      ingests.assign(AssignmentMapping.spec(assignment));
    } catch (IllegalArgumentException e) {
      LOG.atError()
          .addKeyValue("processId", processId)
          .addKeyValue("generation", assignment.getGeneration())
          .addKeyValue("reason", e.getMessage())
          .log("assignment cannot be run by this worker");
    }
  }
}
