package io.sluice.worker.ingest;

import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;

/// Takes facts in the order in which they happened.
///
/// Thread: any; returns at once, whatever state Kafka is in.
@FunctionalInterface
public interface FactSink {
  void report(ProcessId processId, Generation generation, IngestFact fact);
}
