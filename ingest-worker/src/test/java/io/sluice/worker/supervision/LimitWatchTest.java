package io.sluice.worker.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One look a second; at most 100 MiB, 3 s above are borne.
class LimitWatchTest {
  private static final UsageLimits LIMITS = new UsageLimits(0, 100, Duration.ofSeconds(3));

  @Test
  void tellsOnceAndEndsWhatStaysAbove() {
    assertThat(looks(90, 101, 120, 120, 120))
        .containsExactly("-", "told 101 of 100", "-", "-", "too long");
  }

  @Test
  void forgetsTheTimeAboveOnceTheLimitIsKept() {
    assertThat(looks(120, 120, 120, 100, 120, 120, 120))
        .containsExactly("told 120 of 100", "-", "-", "-", "-", "-", "-");
  }

  @Test
  void tellsAgainOnlyAfterUsageFellClearlyBelow() {
    assertThat(looks(120, 95, 120, 89, 120))
        .containsExactly("told 120 of 100", "-", "-", "-", "told 120 of 100");
  }

  @Test
  void bearsWhatIsUnknownOrUnlimited() {
    assertThat(looks(-1, -1, -1, -1, -1)).containsOnly("-");
    LimitWatch cpu = new LimitWatch(LimitKind.CPU);
    assertThat(cpu.look(new Usage(9_000, 0), LIMITS, 0)).isEqualTo(new LimitVerdict.Within());
  }

  private static List<String> looks(int... mib) {
    LimitWatch watch = new LimitWatch(LimitKind.MEMORY);
    List<String> seen = new ArrayList<>();
    for (int second = 0; second < mib.length; second++) {
      Usage usage = new Usage(0, mib[second]);
      seen.add(
          switch (watch.look(usage, LIMITS, Duration.ofSeconds(second).toNanos())) {
            case LimitVerdict.Within _ -> "-";
            case LimitVerdict.Exceeded e -> "told " + e.used() + " of " + e.allowed();
            case LimitVerdict.TooLong _ -> "too long";
          });
    }
    return seen;
  }
}
