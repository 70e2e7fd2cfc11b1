package io.sluice.worker.reception;

import java.util.concurrent.atomic.LongAdder;

/// Counts what loss does, over all sessions. Thread: any.
///
/// @param repaired packets that came by retransmission where the original was missing
/// @param lost packets that were given up
/// @param withheld packets that came, but of pictures that would not decode
/// @param retransmissionRequests sequence numbers asked for by NACK
/// @param keyFrameRequests PLIs and FIRs
public record ReceptionCounters(
    LongAdder repaired,
    LongAdder lost,
    LongAdder withheld,
    LongAdder retransmissionRequests,
    LongAdder keyFrameRequests) {
  public static ReceptionCounters zero() {
    return new ReceptionCounters(
        new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
  }
}
