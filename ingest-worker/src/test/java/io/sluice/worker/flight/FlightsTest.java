package io.sluice.worker.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlightsTest {
  private static final ProcessId SHOW = new ProcessId("show");
  private static final Generation FIRST = new Generation(1);
  private static final FlightEnd DELETED = new FlightEnd("DELETED", "", 10, 1, 1_000);

  private final Flights flights = new Flights(() -> Instant.EPOCH);

  @Test
  void keepsTheFirstAndTheLastStepsOfALongSession() {
    Flight flight = begun("abcdefgh");
    for (int i = 0; i < 1_000; i++) {
      flight.step(StepKind.STATISTICS, "step " + i);
    }

    FlightSnapshot kept = flight.snapshot();
    assertThat(kept.first())
        .hasSize(StepLog.KEPT_FIRST)
        .first()
        .extracting(Step::text)
        .isEqualTo("step 0");
    assertThat(kept.last())
        .hasSize(StepLog.KEPT_LAST)
        .last()
        .extracting(Step::text)
        .isEqualTo("step 999");
    assertThat(kept.omitted()).isEqualTo(1_000 - StepLog.KEPT_FIRST - StepLog.KEPT_LAST);
  }

  @Test
  void staysBoundedWhateverIsSaid() {
    Random random = new Random(7);
    Flight flight = flights.begin(SHOW, FIRST, "x".repeat(100_000));
    for (int i = 0; i < 5_000; i++) {
      StepKind kind = StepKind.values()[random.nextInt(StepKind.values().length)];
      flight.step(kind, text(random));
    }

    FlightSnapshot kept = flight.snapshot();
    assertThat(kept.userAgent()).hasSize(200);
    assertThat(kept.first().size() + kept.last().size())
        .isEqualTo(StepLog.KEPT_FIRST + StepLog.KEPT_LAST);
    assertThat(kept.last())
        .extracting(Step::text)
        .allSatisfy(text -> {
          assertThat(text.length()).isLessThanOrEqualTo(StepLog.MAX_TEXT_CHARS);
          assertThat(text).doesNotContainPattern("\\p{Cntrl}");
        });
  }

  @Test
  void isDueWhenMediaBeginsAndOnceMoreAtTheEnd() {
    Flight flight = begun("abcdefgh");
    assertThat(flights.due()).isEmpty();

    flight.mediaStarted();
    FlightSnapshot first = flights.due().orElseThrow().snapshot();
    assertThat(first.hasEnded()).isFalse();
    flights.written(flight, first);
    assertThat(flights.due()).isEmpty();

    flight.ended(DELETED);
    flight.step(StepKind.MEDIA, "too late");
    FlightSnapshot last = flights.due().orElseThrow().snapshot();
    assertThat(last.end()).isEqualTo(DELETED);
    assertThat(last.first()).extracting(Step::kind).containsExactly(StepKind.END);
  }

  @Test
  void staysDueWhenItEndedWhileItWasWritten() {
    Flight flight = begun("abcdefgh");
    flight.mediaStarted();
    FlightSnapshot before = flight.snapshot();
    flight.ended(DELETED);

    flights.written(flight, before);

    assertThat(flights.due()).contains(flight);
  }

  @Test
  void namesAnOfferThatWasRefused() {
    Flight flight = flights.begin(SHOW, FIRST, "OBS");

    flight.refused("the offer does not have H264, which this process takes");

    FlightSnapshot refused = flights.due().orElseThrow().snapshot();
    assertThat(refused.name()).startsWith("r-");
    assertThat(refused.end().reason()).isEqualTo("REFUSED");
    assertThat(refused.end().diagnosis()).contains("H264");
  }

  @Test
  void keepsTheLatestOfManyThatEndedAndCountsTheRest() {
    Flight alive = begun("alive");
    alive.mediaStarted();
    for (int i = 0; i < 250; i++) {
      begun("session-" + i).ended(DELETED);
    }

    assertThat(flights.waiting()).isEqualTo(200);
    assertThat(flights.dropped()).isEqualTo(50);
    assertThat(flights.due()).contains(alive);
  }

  private Flight begun(String name) {
    Flight flight = flights.begin(SHOW, FIRST, "test");
    flight.opened(name);
    return flight;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(2_000);
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(0x3000));
    }
    return text.toString();
  }
}
