package io.sluice.worker.flight;

import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import java.time.Instant;

/// The record of one session, from its offer to its end.
///
/// Thread: any; guarded by itself.
public final class Flight implements StepSink {
  private static final String REFUSED = "REFUSED";

  private final ProcessId processId;
  private final Generation generation;
  private final String userAgent;
  private final Instant postedAt;
  private final Flights owner;

  // Guarded by this from here on.
  private final StepLog steps = new StepLog();
  private String name;
  private String remoteAddress = "";
  private FlightEnd end = FlightEnd.NOT_YET;

  Flight(ProcessId processId, Generation generation, String name, String userAgent, Flights owner) {
    this.processId = processId;
    this.generation = generation;
    this.name = name;
    this.userAgent = userAgent;
    this.owner = owner;
    this.postedAt = owner.now();
  }

  @Override
  public synchronized void step(StepKind kind, String text) {
    if (!hasEnded()) {
      steps.add(owner.now(), kind, text);
    }
  }

  /// The offer was taken.
  ///
  /// @param sessionName as facts name the session
  public synchronized void opened(String sessionName) {
    name = sessionName;
  }

  /// ICE and DTLS are up.
  ///
  /// @param remote where the publisher sends from, as address:port
  public synchronized void connected(String remote) {
    remoteAddress = remote;
  }

  /// Media goes to FFmpeg: worth writing down before the end, which may be days away.
  public void mediaStarted() {
    owner.isDue(this);
  }

  /// The offer was not taken.
  ///
  /// @param why in words for the publisher
  public void refused(String why) {
    ended(new FlightEnd(REFUSED, why, 0, 0, 0));
  }

  /// The session is over; what is told afterwards is not kept.
  public void ended(FlightEnd how) {
    synchronized (this) {
      if (hasEnded()) {
        return;
      }
      String why = how.diagnosis().isEmpty() ? "" : ": " + how.diagnosis();
      steps.add(owner.now(), StepKind.END, how.reason() + why);
      end = how;
    }
    owner.isDue(this);
  }

  synchronized boolean hasEnded() {
    return end != FlightEnd.NOT_YET;
  }

  /// How it stands.
  public synchronized FlightSnapshot snapshot() {
    return new FlightSnapshot(
        processId,
        generation,
        name,
        postedAt,
        userAgent,
        remoteAddress,
        hasEnded(),
        end,
        steps.first(),
        steps.last(),
        steps.omitted());
  }
}
