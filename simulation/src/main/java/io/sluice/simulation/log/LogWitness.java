package io.sluice.simulation.log;

import java.util.List;
import java.util.Map;

/// Sees what enters the log, at the moment from which it cannot be undone: readers may see it
/// later.
public interface LogWitness {
  /// Outside of any transaction.
  void appended(Written written);

  /// @param offsets of inputs that this transaction says are decided
  void committed(List<Written> written, Map<InputCell, Long> offsets);
}
