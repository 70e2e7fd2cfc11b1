package io.sluice.worker.ingest;

import io.sluice.whip.IfMatch;
import io.sluice.worker.flight.Flight;
import io.sluice.worker.flight.Flights;
import io.sluice.worker.flight.StepKind;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.peer.DisconnectReason;
import io.sluice.worker.peer.IceUpdate;
import io.sluice.worker.peer.OfferRefusedException;
import io.sluice.worker.peer.PublisherSession;
import io.sluice.worker.sdp.IceFragment;
import io.sluice.worker.sdp.MediaChoice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one place at which a publisher can be connected to a process. It outlives every publisher
/// and every start of FFmpeg.
///
/// Thread: any; guarded by its own lock, which is held while an offer is negotiated, a few
/// milliseconds.
public final class WhipEndpoint {
  private final IngestSpec spec;
  private final PublisherGate gate;
  private final FactSink facts;
  private final Flights flights;
  private final Consumer<MediaChoice> waiting;
  private final ReentrantLock lock = new ReentrantLock();

  private volatile WhipSpec whip;

  // guarded by lock
  private Entrance entrance = new Entrance.Closed();
  private @Nullable PublisherSession session;
  private @Nullable SessionReports reports;

  // What FFmpeg was last started for: better kept than changed.
  private MediaChoice running = new MediaChoice(null, null);

  /// What a publisher meets.
  private sealed interface Entrance {
    /// FFmpeg does not run: he is asked to come again.
    record Closed() implements Entrance {}

    /// FFmpeg is started for him, or is being started: he is taken, and his media waits.
    record Awaiting() implements Entrance {}

    record Open(IngestLegs legs) implements Entrance {}
  }

  /// @param waiting hears of each publisher for whom no FFmpeg listens, on any thread: must return
  ///   at once
  WhipEndpoint(
      IngestSpec spec,
      WhipSpec whip,
      PublisherGate gate,
      FactSink facts,
      Flights flights,
      Consumer<MediaChoice> waiting) {
    this.waiting = waiting;
    this.spec = spec;
    this.whip = whip;
    this.gate = gate;
    this.facts = facts;
    this.flights = flights;
  }

  /// Whom it takes, and how, from now on; a publisher who is there stays.
  void adopt(WhipSpec newer) {
    whip = newer;
  }

  /// SHA-256 in hex of the token that publishers must show; empty when none is asked for.
  public Optional<String> bearerTokenSha256() {
    return whip.bearerTokenSha256();
  }

  /// Takes a publisher in. With takeover a live one has to go, but only once the offer is found
  /// good.
  public Admission admit(String offerSdp, String userAgent) throws OfferRefusedException {
    lock.lock();
    try {
      if (entrance instanceof Entrance.Closed) {
        return new Admission.NotReady();
      }
      PublisherSession live = live();
      if (live != null && !whip.takeover()) {
        return new Admission.Occupied();
      }
      Flight flight = flights.begin(spec.processId(), spec.generation(), userAgent);
      SessionReports listener = new SessionReports(spec, facts, flight);
      PublisherSession admitted = accepted(offerSdp, userAgent, listener, flight);
      listener.isAbout(admitted.id());
      if (live != null) {
        live.close(DisconnectReason.REPLACED);
      }
      session = admitted;
      reports = listener;
      lead(admitted);
      return new Admission.Admitted(admitted);
    } finally {
      lock.unlock();
    }
  }

  private PublisherSession accepted(
      String offerSdp, String userAgent, SessionReports listener, Flight flight)
      throws OfferRefusedException {
    try {
      return gate.accept(offerSdp, userAgent, whip.accepted().preferring(running), listener);
    } catch (OfferRefusedException e) {
      // One of many that come while the worker is full says nothing of the publisher.
      if (e.kind() != OfferRefusedException.Kind.OVERLOADED) {
        flight.refused(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  /// For the record of the live session of that id: how a request of its publisher was answered.
  public void answered(String sessionId, String method, int status) {
    lock.lock();
    try {
      if (find(sessionId).isPresent()) {
        record(StepKind.HTTP, method + " answered " + status);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Whether a live session has that id.
  public boolean has(String sessionId) {
    lock.lock();
    try {
      return find(sessionId).isPresent();
    } finally {
      lock.unlock();
    }
  }

  /// Takes candidates or restarts the ICE of the live session of that id; empty when there is none.
  public Optional<IceUpdate> update(String sessionId, IfMatch ifMatch, IceFragment fragment) {
    lock.lock();
    try {
      return find(sessionId).map(found -> found.update(ifMatch, fragment));
    } finally {
      lock.unlock();
    }
  }

  /// Ends the live session of that id; false when there is none.
  public boolean delete(String sessionId) {
    lock.lock();
    try {
      Optional<PublisherSession> found = find(sessionId);
      if (found.isPresent()) {
        record(StepKind.HTTP, "DELETE is answered: the session ends");
        found.get().close(DisconnectReason.DELETED);
        session = null;
      }
      return found.isPresent();
    } finally {
      lock.unlock();
    }
  }

  /// How many publishers are live here: none or one.
  int liveSessions() {
    lock.lock();
    try {
      return live() == null ? 0 : 1;
    } finally {
      lock.unlock();
    }
  }

  /// Id of the live session; empty when there is none.
  String sessionId() {
    lock.lock();
    try {
      PublisherSession live = live();
      return live == null ? "" : live.id();
    } finally {
      lock.unlock();
    }
  }

  /// Empty when nobody sends.
  Optional<PublisherReception> reception() {
    lock.lock();
    try {
      return Optional.ofNullable(live())
          .flatMap(
              live -> live.reception().map(figures -> new PublisherReception(live.id(), figures)));
    } finally {
      lock.unlock();
    }
  }

  /// No FFmpeg listens, but one will be started for whoever comes.
  void await() {
    lock.lock();
    try {
      entrance = new Entrance.Awaiting();
      record(StepKind.FFMPEG, "none listens: one is started");
    } finally {
      lock.unlock();
    }
  }

  /// FFmpeg listens behind `legs`: publishers may come, and one who stayed goes on.
  void open(IngestLegs legs) {
    lock.lock();
    try {
      entrance = new Entrance.Open(legs);
      running = legs.plan().choice();
      PublisherSession live = live();
      if (live != null) {
        lead(live);
      }
    } finally {
      lock.unlock();
    }
  }

  /// FFmpeg is gone: new publishers are asked to come again, one who is there may stay.
  void pause() {
    lock.lock();
    try {
      entrance = new Entrance.Closed();
      record(StepKind.FFMPEG, "it has ended: media goes nowhere");
    } finally {
      lock.unlock();
    }
  }

  /// Ends the publisher and waits, no longer than `limit`, until all is said of him.
  void shut(Duration limit) {
    SessionReports last;
    lock.lock();
    try {
      entrance = new Entrance.Closed();
      last = reports;
      if (session != null) {
        session.close(DisconnectReason.PROCESS_STOPPED);
        session = null;
      }
    } finally {
      lock.unlock();
    }
    if (last != null) {
      last.awaitEnd(limit);
    }
  }

  /// Of the session that came last, if it is live; after its end nothing is kept.
  private void record(StepKind kind, String text) {
    if (reports != null) {
      reports.step(kind, text);
    }
  }

  private @Nullable PublisherSession live() {
    return session != null && session.isOpen() ? session : null;
  }

  /// To the FFmpeg that listens, if that is one for what the publisher sends.
  private void lead(PublisherSession publisher) {
    if (entrance instanceof Entrance.Open(IngestLegs legs)
        && legs.plan().choice().covers(publisher.sends())) {
      record(StepKind.FFMPEG, "it listens: media goes there from a key frame on");
      publisher.switchTo(legs);
    } else {
      record(StepKind.FFMPEG, "none listens for these codecs: one is asked for");
      waiting.accept(publisher.sends());
    }
  }

  // Takes the same time wherever the ids differ: who knows an id can end the session.
  private Optional<PublisherSession> find(String sessionId) {
    return Optional.ofNullable(live())
        .filter(live -> MessageDigest.isEqual(bytes(live.id()), bytes(sessionId)));
  }

  private static byte[] bytes(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }
}
