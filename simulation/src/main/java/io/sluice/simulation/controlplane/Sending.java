package io.sluice.simulation.controlplane;

import io.sluice.eventlog.OutputRecord;
import io.sluice.simulation.log.Transactions;

/// How a record of a batch gets into Kafka.
@FunctionalInterface
public interface Sending {
  /// @return false when the session was fenced
  boolean send(Transactions transactions, Transactions.Session session, OutputRecord record);
}
