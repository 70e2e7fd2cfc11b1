package io.sluice.worker.reception;

import static io.sluice.worker.reception.SimulatedPath.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.worker.reception.SimulatedPath.Weather;
import io.sluice.worker.sdp.AgreedMedia;
import io.sluice.worker.sdp.Feedback;
import io.sluice.worker.sdp.MediaCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A minute of video over a bad network, in virtual time: the same on every run.
///
/// [SimulatedReceiver] checks every packet delivered: order, numbers, whole and decodable pictures.
class LossyPathTest {
  private static final long MINUTE = 60_000 * MILLI;

  /// What a key frame may take more to become whole, in milliseconds, while nothing is shown.
  private static final long FROZEN = 500;

  private static final AgreedMedia VIDEO =
      Sections.video(MediaCodec.VP8, Feedback.NACK, Feedback.PLI);

  @ParameterizedTest
  @CsvSource({"0, 5", "0, 60", "0, 150"})
  void deliversEveryPictureOfAPathThatOnlyShuffles(int seed, long oneWay) {
    SimulatedReceiver receiver = run(Weather.fine(oneWay).shuffling(30, 0.02), VIDEO, true, seed);

    assertThat(share(receiver)).isEqualTo(1);
    assertThat(receiver.counters().lost().sum()).isZero();
    assertThat(receiver.counters().keyFrameRequests().sum()).as("for the first").isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.01, 5",
    "2, 0.01, 25",
    "3, 0.01, 75",
    "4, 0.05, 5",
    "5, 0.05, 25",
    "6, 0.05, 75"
  })
  void repairsWhatIsLostNowAndThen(int seed, double loss, long oneWay) {
    SimulatedReceiver receiver =
        run(Weather.fine(oneWay).losing(loss).shuffling(5, 0.01), VIDEO, true, seed);

    assertThat(share(receiver)).isGreaterThan(0.99);
    assertThat(longestFreeze(receiver, 0)).isLessThan(1_000 * MILLI);
    assertBounds(receiver, oneWay + 5);
  }

  @Test
  void reckonsTheLossAndTheRoundTripOfThePath() {
    ReceptionFigures figures = run(Weather.fine(40).losing(0.05), VIDEO, true, 1).figures();

    double missed =
        (double) figures.packetsMissed() / (figures.packetsReceived() + figures.packetsLost());
    assertThat(missed).isBetween(0.04, 0.06);
    assertThat(figures.packetsLost()).isLessThan(figures.packetsMissed() / 20);
    assertThat(figures.repeatTime())
        .hasValueSatisfying(
            time -> assertThat(time).isBetween(Duration.ofMillis(80), Duration.ofMillis(130)));
  }

  @ParameterizedTest
  @CsvSource({"1, 0.1, 5", "2, 0.1, 25", "3, 0.1, 75", "4, 0.2, 5", "5, 0.2, 25", "6, 0.2, 40"})
  void keepsPicturesComingWhereMuchIsLost(int seed, double loss, long oneWay) {
    SimulatedReceiver receiver = run(Weather.fine(oneWay).losing(loss), VIDEO, true, seed);

    assertThat(share(receiver)).isGreaterThan(loss < 0.15 ? 0.95 : 0.7);
    assertThat(longestFreeze(receiver, 0)).isLessThan((loss < 0.15 ? 1_500 : 3_000) * MILLI);
    assertBounds(receiver, oneWay + FROZEN);
  }

  @ParameterizedTest
  @CsvSource({"1, 5, 20", "2, 25, 20", "3, 25, 60", "4, 75, 60"})
  void repairsBursts(int seed, long oneWay, double packets) {
    SimulatedReceiver receiver =
        run(Weather.fine(oneWay).losingInBursts(0.03, packets), VIDEO, true, seed);

    assertThat(share(receiver)).isGreaterThan(0.95);
    assertThat(longestFreeze(receiver, 0)).isLessThan(1_500 * MILLI);
    assertBounds(receiver, oneWay + FROZEN);
  }

  @Test
  void survivesAPathThatLosesNearlyEverything() {
    SimulatedReceiver receiver = run(Weather.fine(75).losing(0.6), VIDEO, true, 1);

    assertBounds(receiver, 75 + FROZEN);
  }

  @ParameterizedTest
  @CsvSource({"1, 5, 0", "2, 25, 0", "3, 75, 0", "4, 25, 0.05", "5, 25, 0.01"})
  void showsAGoodPictureWithinASecondAfterAnOutage(int seed, long oneWay, double loss) {
    Weather outage = Weather.fine(oneWay).losing(loss).outage(20_010, 22_010);
    SimulatedReceiver receiver = run(outage, VIDEO, true, seed);

    List<Long> after = times(receiver, 22_010 * MILLI);
    assertThat(after.getFirst() - 22_010 * MILLI).isLessThan(1_000 * MILLI);
    assertThat(longestFreeze(receiver, 22_100 * MILLI)).isLessThan(1_000 * MILLI);
    assertThat(
            receiver.publisher().nackTimes().stream()
                .filter(at -> at > 22_010 * MILLI && at < 23_010 * MILLI))
        .as("no storm of requests after the outage")
        .hasSizeLessThan(loss == 0 ? 1 : 100);
    assertBounds(receiver, oneWay + FROZEN);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void holdsNothingUpForAPublisherThatAnswersNoNack(int seed) {
    SimulatedReceiver receiver = run(Weather.fine(25).losing(0.002), VIDEO, false, seed);

    assertThat(longestFreeze(receiver, 0)).isLessThan(1_500 * MILLI);
    List<Long> delays = delays(receiver);
    assertThat(delays.subList(delays.size() / 4, delays.size()))
        .as("once that is learned")
        .allMatch(delay -> delay <= (25 + 100 + 40) * MILLI);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void waitsOnlyForWhatIsOvertakenWhereNoNackWasAgreedOn(int seed) {
    AgreedMedia withoutNack = Sections.videoWithoutRtx(MediaCodec.VP8, Feedback.PLI);
    SimulatedReceiver receiver =
        run(Weather.fine(25).losing(0.002).shuffling(30, 0), withoutNack, false, seed);

    assertThat(receiver.publisher().nackTimes()).isEmpty();
    assertThat(longestFreeze(receiver, 0)).isLessThan(1_500 * MILLI);
    assertThat(delays(receiver)).allMatch(delay -> delay <= (25 + 30 + 60 + 40) * MILLI);
  }

  private static SimulatedReceiver run(
      Weather weather, AgreedMedia video, boolean answersNacks, int seed) {
    SimulatedPath path = new SimulatedPath(weather, seed);
    SimulatedReceiver receiver = new SimulatedReceiver(path, video, answersNacks);
    path.runUntil(MINUTE);
    return receiver;
  }

  /// Nothing is held for longer, and nobody is asked more often, than the design says.
  private static void assertBounds(SimulatedReceiver receiver, long oneWay) {
    SimulatedPublisher publisher = receiver.publisher();
    assertThat(delays(receiver)).allMatch(delay -> delay <= (oneWay + 500 + 60) * MILLI);
    assertThat(publisher.asked().values()).allMatch(times -> times <= 10);
    assertThat(mostInASecond(publisher.nackTimes())).isLessThan(128 + 400);
    assertThat(mostInASecond(publisher.keyFrameRequestTimes())).isLessThanOrEqualTo(4);
  }

  private static double share(SimulatedReceiver receiver) {
    int sent = receiver.publisher().sentTimes().size() - 30; // the last may be on their way
    return receiver.deliveredAt().keySet().stream().filter(picture -> picture < sent).count()
        / (double) sent;
  }

  private static List<Long> delays(SimulatedReceiver receiver) {
    List<Long> sent = receiver.publisher().sentTimes();
    return receiver.deliveredAt().entrySet().stream()
        .map(picture -> picture.getValue() - sent.get(picture.getKey()))
        .toList();
  }

  private static List<Long> times(SimulatedReceiver receiver, long fromNanos) {
    return receiver.deliveredAt().entrySet().stream()
        .map(Map.Entry::getValue)
        .filter(at -> at >= fromNanos)
        .toList();
  }

  private static long longestFreeze(SimulatedReceiver receiver, long fromNanos) {
    long longest = 0;
    long before = fromNanos;
    for (long at : times(receiver, fromNanos)) {
      longest = Math.max(longest, at - before);
      before = at;
    }
    return Math.max(longest, MINUTE - before);
  }

  private static int mostInASecond(List<Long> times) {
    int most = 0;
    int from = 0;
    for (int i = 0; i < times.size(); i++) {
      while (times.get(i) - times.get(from) > 1_000 * MILLI) {
        from++;
      }
      most = Math.max(most, i - from + 1);
    }
    return most;
  }
}
