package io.sluice.controlplane.views;

import io.sluice.eventlog.follow.TableListener;
import io.sluice.schemas.DrainWorker;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.WorkerHeartbeat;

/// Who else is told what the views read, so that no topic is followed twice.
///
/// Thread: called on the followers'.
public record Listening(
    TableListener<WorkerHeartbeat> workers,
    TableListener<DrainWorker> orders,
    TableListener<ProcessSnapshot> processes) {}
