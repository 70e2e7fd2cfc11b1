package io.sluice.worker.reception;

import java.util.PriorityQueue;
import java.util.Random;

/// A network in virtual time: what is sent comes after a delay, out of order, twice, or never.
final class SimulatedPath {
  static final long MILLI = 1_000_000L;

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Random random;
  private final Weather weather;
  private long now;
  private long order;
  private boolean inBurst;

  /// What the path does to packets.
  ///
  /// @param loss share of packets lost, both ways
  /// @param burstPackets mean length of a loss; 1 loses each for itself
  /// @param outageFrom milliseconds; nothing passes from then on
  /// @param outageUntil milliseconds
  /// @param oneWay milliseconds
  /// @param jitter milliseconds; a tenth of the packets are delayed by up to that, and so overtaken
  /// @param twice share of packets that come twice
  record Weather(
      double loss,
      double burstPackets,
      long outageFrom,
      long outageUntil,
      long oneWay,
      long jitter,
      double twice) {
    static Weather fine(long oneWay) {
      return new Weather(0, 1, 0, 0, oneWay, 0, 0);
    }

    Weather losing(double share) {
      return new Weather(share, 1, outageFrom, outageUntil, oneWay, jitter, twice);
    }

    Weather losingInBursts(double share, double packets) {
      return new Weather(share, packets, outageFrom, outageUntil, oneWay, jitter, twice);
    }

    Weather outage(long from, long until) {
      return new Weather(loss, burstPackets, from, until, oneWay, jitter, twice);
    }

    Weather shuffling(long millis, double shareTwice) {
      return new Weather(loss, burstPackets, outageFrom, outageUntil, oneWay, millis, shareTwice);
    }
  }

  private record Event(long at, long order, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
    }
  }

  SimulatedPath(Weather weather, long seed) {
    this.weather = weather;
    this.random = new Random(seed);
  }

  long now() {
    return now;
  }

  void at(long nanos, Runnable what) {
    events.add(new Event(nanos, order++, what));
  }

  void every(long nanos, Runnable what) {
    at(
        now + nanos,
        () -> {
          what.run();
          every(nanos, what);
        });
  }

  void send(Runnable arrival) {
    if (isLost()) {
      return;
    }
    at(now + delay(), arrival);
    if (random.nextDouble() < weather.twice()) {
      at(now + delay(), arrival);
    }
  }

  void runUntil(long nanos) {
    while (!events.isEmpty() && events.peek().at() <= nanos) {
      Event event = events.remove();
      now = event.at();
      event.what().run();
    }
  }

  private long delay() {
    long late =
        weather.jitter() > 0 && random.nextInt(10) == 0
            ? random.nextLong(weather.jitter() * MILLI)
            : 0;
    return weather.oneWay() * MILLI + late;
  }

  /// Gilbert's model: losses of a mean length, at a mean rate.
  private boolean isLost() {
    if (now >= weather.outageFrom() * MILLI && now < weather.outageUntil() * MILLI) {
      return true;
    }
    double leave = 1 / weather.burstPackets();
    double enter = leave * weather.loss() / (1 - weather.loss());
    inBurst = random.nextDouble() < (inBurst ? 1 - leave : enter);
    return inBurst;
  }
}
