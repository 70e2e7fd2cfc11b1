package io.sluice.worker.peer.tally;

import io.sluice.worker.reception.ReceptionCounters;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/// Counts what happens at the media port. Thread: any.
public final class Tally {
  public final LongAdder datagramsReceived = new LongAdder();
  public final LongAdder packetsForwarded = new LongAdder();
  public final ReceptionCounters reception = ReceptionCounters.zero();
  public final LongAdder sessionsOpened = new LongAdder();
  public final LongAdder sessionsConnected = new LongAdder();
  private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);

  public Tally() {
    for (DropReason reason : DropReason.values()) {
      dropped.put(reason, new LongAdder());
    }
  }

  public void dropped(DropReason reason) {
    LongAdder adder = dropped.get(reason);
    if (adder != null) {
      adder.increment();
    }
  }

  public MediaCounters snapshot(int openSessions) {
    return new MediaCounters(
        datagramsReceived.sum(),
        dropped.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sum())),
        packetsForwarded.sum(),
        reception.repaired().sum(),
        reception.lost().sum(),
        reception.withheld().sum(),
        reception.keyFrameRequests().sum(),
        reception.retransmissionRequests().sum(),
        sessionsOpened.sum(),
        sessionsConnected.sum(),
        openSessions);
  }
}
