package io.sluice.worker.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.worker.supervision.OutputWatch.Inflow;
import io.sluice.worker.supervision.testing.SupervisionOf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// One look a second; FFmpeg may write nothing more for 4 s, and nothing at all for 6 s.
class OutputWatchTest {
  private static final Supervision PATIENCE =
      SupervisionOf.timeouts(Supervision.USUAL, Duration.ofSeconds(4), Duration.ofSeconds(6));

  @Test
  void findsAStallAfterItsTimeOutWhilePacketsFlow() {
    assertThat(firstFault(packets(10, 20, 30, 40, 50, 60), bytes(5, 5, 5, 5, 5, 5)))
        .isEqualTo("5: STALLED");
  }

  @Test
  void takesASilentPublisherForNoStall() {
    assertThat(firstFault(packets(10, 10, 10, 10, 10, 10, 10), bytes(5, 5, 5, 5, 5, 5, 5)))
        .isEqualTo("fine");
  }

  @Test
  void countsOnlyTheTimeInWhichPacketsFlow() {
    assertThat(
            firstFault(
                packets(10, 20, 20, 20, 30, 30, 40, 50, 60), bytes(5, 5, 5, 5, 5, 5, 5, 5, 5)))
        .isEqualTo("8: STALLED");
  }

  @Test
  void isSetBackByAnyOutput() {
    assertThat(firstFault(packets(10, 20, 30, 40, 50, 60, 70), bytes(5, 5, 5, 5, 6, 6, 6)))
        .isEqualTo("fine");
  }

  @Test
  void findsThatNothingWasEverWrittenAfterALongerTime() {
    assertThat(firstFault(packets(10, 20, 30, 40, 50, 60), bytes(0, 0, 0, 0, 0, -1)))
        .isEqualTo("6: NO_OUTPUT");
    assertThat(firstFault(packets(0, 0, 0, 0, 0, 0, 0, 0), bytes(0, 0, 0, 0, 0, 0, 0, 0)))
        .isEqualTo("fine");
  }

  @Test
  void needsNoPacketsOfAnFfmpegThatReadsInputsOfItsOwn() {
    List<Inflow> own = IntStream.range(0, 6).<Inflow>mapToObj(i -> new Inflow.OfItsOwn()).toList();

    assertThat(firstFault(own, bytes(5, 5, 5, 5, 5, 5))).isEqualTo("5: STALLED");
  }

  @Test
  void takesProgressInTimeForOutputWhereBytesAreUnknown() {
    OutputWatch watch = new OutputWatch(new Inflow.Packets(0), 0);
    List<OutputVerdict> verdicts = new ArrayList<>();
    for (int second = 1; second <= 10; second++) {
      verdicts.add(
          watch.look(
              new Inflow.Packets(second),
              new Written(Duration.ofSeconds(second), -1),
              PATIENCE,
              Duration.ofSeconds(second).toNanos()));
    }
    assertThat(verdicts).containsOnly(OutputVerdict.FINE);
  }

  @Test
  void holdsItsOwnPauseAgainstNobody() {
    OutputWatch watch = new OutputWatch(new Inflow.Packets(0), 0);
    long minute = Duration.ofMinutes(1).toNanos();
    Written written = new Written(Duration.ZERO, 5);

    assertThat(watch.look(new Inflow.Packets(1), written, PATIENCE, 1))
        .isEqualTo(OutputVerdict.FINE);
    assertThat(watch.look(new Inflow.Packets(2), written, PATIENCE, minute))
        .isEqualTo(OutputVerdict.FINE);
  }

  private static List<Inflow> packets(long... counts) {
    List<Inflow> inflows = new ArrayList<>();
    for (long count : counts) {
      inflows.add(new Inflow.Packets(count));
    }
    return inflows;
  }

  private static long[] bytes(long... counts) {
    return counts;
  }

  /// The second of the first fault and the fault, or `fine`.
  private static String firstFault(List<Inflow> inflows, long[] bytes) {
    Inflow begin = inflows.getFirst() instanceof Inflow.OfItsOwn own ? own : new Inflow.Packets(0);
    OutputWatch watch = new OutputWatch(begin, 0);
    for (int i = 0; i < inflows.size(); i++) {
      OutputVerdict verdict =
          watch.look(
              inflows.get(i),
              new Written(Duration.ZERO, bytes[i]),
              PATIENCE,
              Duration.ofSeconds(i + 1L).toNanos());
      if (verdict != OutputVerdict.FINE) {
        return (i + 1) + ": " + verdict;
      }
    }
    return "fine";
  }
}
