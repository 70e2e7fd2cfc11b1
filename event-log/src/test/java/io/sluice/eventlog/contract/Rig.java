package io.sluice.eventlog.contract;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.PartitionLogicFactory;
import java.util.List;

/// A log with a loop over it, real or not: topics `A` and `B` are its inputs, `STATE` its state.
interface Rig extends AutoCloseable {
  int PARTITIONS = 3;

  /// The name of a topic in this rig.
  String topic(String role);

  void append(OutputRecord output);

  void startLoop(PartitionLogicFactory factory);

  /// Ends the loop without order, and starts it anew.
  void crashAndRestart();

  /// Returns when `role` holds so many records, all inputs are decided, and the loop is at rest.
  List<InputRecord> awaitRecords(String role, int count);

  @Override
  void close();
}
