package io.sluice.worker.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReceiverStatisticsTest {
  private static final long MILLI = 1_000_000;

  private final ReceiverStatistics statistics = new ReceiverStatistics(77, 90_000);

  private void receive(int sequenceNumber) {
    statistics.received(sequenceNumber & 0xffff, 0, 0);
  }

  @Test
  void countsTheLossOfEachInterval() {
    for (int i = 0; i < 100; i++) {
      if (i % 4 != 1) {
        receive(i);
      }
    }

    ReportBlock first = statistics.report(0);
    for (int i = 100; i < 200; i++) {
      receive(i);
    }
    ReportBlock second = statistics.report(0);

    assertThat(first.ssrc()).isEqualTo(77);
    assertThat(first.fractionLost()).isEqualTo(64);
    assertThat(first.cumulativeLost()).isEqualTo(25);
    assertThat(first.highestSequence()).isEqualTo(99);
    assertThat(second.fractionLost()).isZero();
    assertThat(second.cumulativeLost()).isEqualTo(25);
    assertThat(statistics.packetsReceived()).isEqualTo(175);
  }

  @Test
  void extendsTheHighestSequenceNumberAcrossTheWrap() {
    for (int i = 65_500; i < 65_600; i++) {
      receive(i);
    }

    ReportBlock report = statistics.report(0);

    assertThat(report.highestSequence()).isEqualTo(65_599);
    assertThat(report.cumulativeLost()).isZero();
  }

  @Test
  void duplicatesMakeTheLossNegative() {
    receive(1);
    receive(1);
    receive(1);

    ReportBlock report = statistics.report(0);

    assertThat(report.cumulativeLost()).isEqualTo(-2);
    assertThat(report.fractionLost()).isZero();
  }

  @Test
  void aLatePacketHealsItsLoss() {
    receive(1);
    receive(3);
    long lostBefore = statistics.packetsLost();
    receive(2);

    assertThat(lostBefore).isEqualTo(1);
    assertThat(statistics.packetsLost()).isZero();
  }

  @Test
  void oneWildNumberIsIgnoredAndTwoInARowAreARestart() {
    receive(1);
    receive(40_000);
    receive(2);
    assertThat(statistics.report(0).highestSequence()).isEqualTo(2);

    receive(30_000);
    receive(30_001);

    assertThat(statistics.report(0).highestSequence()).isEqualTo(30_001);
    assertThat(statistics.packetsLost()).isZero();
  }

  @Test
  void anEvenStreamHasNoJitter() {
    for (int i = 0; i < 500; i++) {
      statistics.received(i, i * 3000, i * 3000L * 1_000_000_000L / 90_000);
    }

    assertThat(statistics.jitter()).isLessThanOrEqualTo(1);
  }

  @Test
  void jitterApproachesTheMeanDeviation() {
    for (int i = 0; i < 2000; i++) {
      long late = i % 2 == 0 ? 0 : 10 * MILLI;
      statistics.received(i & 0xffff, i * 3000, i * (100 * MILLI / 3) + late);
    }

    // Transit alternates by 10 ms, which is 900 units at 90 kHz.
    assertThat(statistics.jitter()).isBetween(880, 920);
  }

  @Test
  void tellsHowLongAgoTheLastSenderReportCame() {
    long ntp = NtpTime.of(Instant.ofEpochSecond(1_700_000_000L, 500_000_000));
    receive(1);
    statistics.senderReport(ntp, 1000 * MILLI);

    ReportBlock report = statistics.report(3500 * MILLI);

    assertThat(report.lastSenderReport()).isEqualTo((int) (ntp >>> 16));
    assertThat(report.delaySinceLastSenderReport()).isEqualTo(65_536 * 5 / 2);
  }

  @Test
  void reportsZerosBeforeTheFirstPacket() {
    assertThat(statistics.report(0)).isEqualTo(new ReportBlock(77, 0, 0, 0, 0, 0, 0));
  }
}
