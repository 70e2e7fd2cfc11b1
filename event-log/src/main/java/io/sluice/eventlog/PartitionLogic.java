package io.sluice.eventlog;

import java.util.List;

/// What the owner of one partition does with its inputs. The loop commits what it returns together
/// with the inputs' offsets in one transaction, or else drops this object and restores a new one.
///
/// Thread: called by the loop's thread only.
public interface PartitionLogic {
  /// Decides `inputs`, in the order in which the loop read them.
  List<OutputRecord> onInputs(List<InputRecord> inputs);

  /// Called about every tick interval, with or without inputs: the place for inputs of the owner's
  /// own, such as time-outs.
  List<OutputRecord> onTick();
}
