package io.sluice.worker.flight;

import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// The records of sessions that Kafka is still to be given: of those that go on, once, and of those
/// that have ended, the last so many.
///
/// Thread: any.
public final class Flights {
  private static final int ENDED_AT_MOST = 200;
  private static final int MAX_USER_AGENT_CHARS = 200;

  private final InstantSource clock;
  private final Set<Flight> due = new LinkedHashSet<>(); // guarded by this
  private long dropped; // guarded by this

  public Flights(InstantSource clock) {
    this.clock = clock;
  }

  /// An offer has come.
  ///
  /// @param userAgent empty when the publisher gave none
  public Flight begin(ProcessId processId, Generation generation, String userAgent) {
    String agent =
        userAgent.length() > MAX_USER_AGENT_CHARS
            ? userAgent.substring(0, MAX_USER_AGENT_CHARS)
            : userAgent;
    // Until it is a session: of an offer that is refused, the only name.
    String name = "r-%06x".formatted(ThreadLocalRandom.current().nextInt(1 << 24));
    return new Flight(processId, generation, name, agent, this);
  }

  Instant now() {
    return clock.instant();
  }

  synchronized void isDue(Flight flight) {
    due.remove(flight); // again, as the latest
    due.add(flight);
    dropOldest();
  }

  private void dropOldest() {
    long ended = waiting();
    Iterator<Flight> oldestFirst = due.iterator();
    while (ended > ENDED_AT_MOST && oldestFirst.hasNext()) {
      if (oldestFirst.next().hasEnded()) {
        oldestFirst.remove();
        dropped++;
        ended--;
      }
    }
  }

  /// One that is to be written.
  public synchronized Optional<Flight> due() {
    return due.stream().findFirst();
  }

  /// Kafka has it.
  public synchronized void written(Flight flight, FlightSnapshot snapshot) {
    if (snapshot.hasEnded() || !flight.hasEnded()) {
      due.remove(flight);
    }
  }

  /// How many sessions ended whose record Kafka has not taken yet.
  public synchronized long waiting() {
    return due.stream().filter(Flight::hasEnded).count();
  }

  /// How many records of ended sessions were lost, because too many waited for Kafka.
  public synchronized long dropped() {
    return dropped;
  }
}
