package io.sluice.simulation.worker;

import io.sluice.identity.Generation;
import io.sluice.identity.Incarnation;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.worker.ingest.TearDownReason;
import io.sluice.worker.ports.PortBlock;

/// Sees what workers really do, whatever they report.
public interface WorkerWitness {
  /// One life of a worker.
  record Life(WorkerId workerId, Incarnation incarnation) {}

  /// It begins to run a process.
  void began(Life life, ProcessId process, Generation generation);

  /// Nothing is left of it.
  void ended(Life life, ProcessId process, Generation generation, TearDownReason reason);

  /// FFmpeg is told to listen on these.
  void bound(Life life, PortBlock ports);

  /// FFmpeg has let go of these.
  void freed(Life life, PortBlock ports);

  /// The life is over, and with it everything that it ran.
  void died(Life life);
}
