package io.sluice.worker.ingest;

import io.sluice.whip.IfMatch;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.peer.DisconnectReason;
import io.sluice.worker.peer.IceUpdate;
import io.sluice.worker.peer.OfferRefusedException;
import io.sluice.worker.peer.PublisherSession;
import io.sluice.worker.sdp.IceFragment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The one place at which a publisher can be connected to a process. It outlives every publisher
/// and every start of FFmpeg.
///
/// Thread: any; guarded by its own lock, which is held while an offer is negotiated, a few
/// milliseconds.
public final class WhipEndpoint {
  private final IngestSpec spec;
  private final WhipSpec whip;
  private final PublisherGate gate;
  private final FactSink facts;
  private final ReentrantLock lock = new ReentrantLock();

  // guarded by lock
  private @Nullable IngestLegs legs;
  private @Nullable PublisherSession session;
  private @Nullable SessionReports reports;

  WhipEndpoint(IngestSpec spec, WhipSpec whip, PublisherGate gate, FactSink facts) {
    this.spec = spec;
    this.whip = whip;
    this.gate = gate;
    this.facts = facts;
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
      IngestLegs openLegs = legs;
      if (openLegs == null) {
        return new Admission.NotReady();
      }
      PublisherSession live = live();
      if (live != null && !whip.takeover()) {
        return new Admission.Occupied();
      }
      SessionReports listener = new SessionReports(spec, facts);
      PublisherSession admitted = gate.accept(offerSdp, userAgent, whip.accepted(), listener);
      admitted.switchTo(openLegs);
      listener.isAbout(admitted.id());
      if (live != null) {
        live.close(DisconnectReason.REPLACED);
      }
      session = admitted;
      reports = listener;
      return new Admission.Admitted(admitted);
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
      found.ifPresent(live -> live.close(DisconnectReason.DELETED));
      if (found.isPresent()) {
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

  /// FFmpeg listens behind `open`: publishers may come, and one who stayed goes on.
  void open(IngestLegs open) {
    lock.lock();
    try {
      legs = open;
      PublisherSession live = live();
      if (live != null) {
        live.switchTo(open);
      }
    } finally {
      lock.unlock();
    }
  }

  /// FFmpeg is gone: new publishers are asked to come again, one who is there may stay.
  void pause() {
    lock.lock();
    try {
      legs = null;
    } finally {
      lock.unlock();
    }
  }

  /// Ends the publisher and waits, no longer than `limit`, until all is said of him.
  void shut(Duration limit) {
    SessionReports last;
    lock.lock();
    try {
      legs = null;
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

  private @Nullable PublisherSession live() {
    return session != null && session.isOpen() ? session : null;
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
