package io.sluice.worker.ingest;

import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.whip.BearerToken;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All processes of this worker, at most one generation of each.
///
/// Thread: any.
public final class Ingests {
  private static final Logger LOG = LoggerFactory.getLogger(Ingests.class);

  private final IngestParts parts;
  private final Room room;

  // guarded by this
  private final Map<ProcessId, Ingest> held = new HashMap<>();
  private boolean closed;

  /// @param maxProcesses how many may run at once; one too many waits for room
  public Ingests(IngestParts parts, int maxProcesses) {
    this.parts = parts;
    this.room = new Room(maxProcesses);
  }

  /// Begins to run `spec`. An older generation of the same process is torn down first. A newer word
  /// on the same generation holds from now on: what is not FFmpeg's own at once, the job with its
  /// next start, which is now when more restarts were asked for; the publisher stays. Any other
  /// registration of the same generation, or of an older one, changes nothing.
  ///
  /// @return false when it was refused
  public synchronized boolean assign(IngestSpec spec) {
    Ingest present = held.get(spec.processId());
    if (!closed && present != null && isNewerWord(present.spec(), spec)) {
      present.adopt(spec);
      return true;
    }
    if (closed || (present != null && !isOlder(present, spec.generation()))) {
      LOG.atDebug()
          .addKeyValue("processId", spec.processId())
          .addKeyValue("generation", spec.generation())
          .log("assignment held already, or the worker ends");
      return false;
    }
    CompletableFuture<Void> predecessor = CompletableFuture.completedFuture(null);
    if (present != null) {
      present.tearDown(TearDownReason.SUPERSEDED);
      predecessor = present.ended();
    }
    Ingest ingest = new Ingest(spec, parts, room);
    held.put(spec.processId(), ingest);
    ingest.start(predecessor, () -> forget(ingest));
    return true;
  }

  /// Tears a process down; one that is not here is ignored. Returns at once.
  public synchronized void end(ProcessId processId, TearDownReason reason) {
    Ingest ingest = held.get(processId);
    if (ingest != null) {
      ingest.tearDown(reason);
    }
  }

  /// Tears down what is not to run without Kafka.
  public synchronized void endIsolated() {
    held.values().stream()
        .filter(ingest -> ingest.spec().isolation() == IsolationPolicy.STOP)
        .forEach(ingest -> ingest.tearDown(TearDownReason.ISOLATED));
  }

  /// The WHIP endpoint of a process; empty when the process is not here, or takes no publishers.
  public synchronized Optional<WhipEndpoint> endpoint(ProcessId processId) {
    return Optional.ofNullable(held.get(processId)).flatMap(Ingest::endpoint);
  }

  /// Whether a process here asks for that token.
  public boolean knowsToken(BearerToken shown) {
    return all().stream()
        .flatMap(ingest -> ingest.endpoint().stream())
        .flatMap(endpoint -> endpoint.bearerTokenSha256().stream())
        .anyMatch(shown::hasSha256);
  }

  /// What a process runs, as it was asked for; empty when it is not here.
  public synchronized Optional<FfmpegJob> job(ProcessId processId) {
    return Optional.ofNullable(held.get(processId)).map(ingest -> ingest.spec().job());
  }

  /// How the media of a process's publisher comes in; empty when it is not here, or nobody sends.
  public Optional<PublisherReception> reception(ProcessId processId) {
    return endpoint(processId).flatMap(WhipEndpoint::reception);
  }

  /// Where the life of a process stands; empty when it is not here.
  public synchronized Optional<IngestState> state(ProcessId processId) {
    return Optional.ofNullable(held.get(processId)).map(Ingest::state);
  }

  /// How many processes are here, those that are being torn down included.
  public synchronized int count() {
    return held.size();
  }

  /// Returns when no process is here any more.
  ///
  /// @return false when some were after `limit`
  public synchronized boolean awaitNone(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!held.isEmpty()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      // Not a nanosecond less than a millisecond, for zero would be for ever.
      TimeUnit.MILLISECONDS.timedWait(this, 1 + TimeUnit.NANOSECONDS.toMillis(left));
    }
    return true;
  }

  /// How many publishers are live.
  public int liveSessions() {
    return all().stream()
        .mapToInt(ingest -> ingest.endpoint().map(WhipEndpoint::liveSessions).orElse(0))
        .sum();
  }

  /// Takes nothing more, tears everything down at the same time and waits for it.
  ///
  /// @return false when something was left after `limit`
  public boolean close(Duration limit) {
    List<Ingest> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(held.values());
    }
    all.forEach(ingest -> ingest.tearDown(TearDownReason.WORKER_SHUTDOWN));
    CompletableFuture<Void> end =
        CompletableFuture.allOf(
            all.stream().map(Ingest::ended).toArray(CompletableFuture<?>[]::new));
    try {
      end.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      LOG.atError().log("not all processes ended in time");
      return false;
    } catch (ExecutionException e) {
      throw new AssertionError("an end is only ever completed in order", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized List<Ingest> all() {
    return List.copyOf(held.values());
  }

  private synchronized void forget(Ingest ingest) {
    held.remove(ingest.spec().processId(), ingest);
    notifyAll();
  }

  private static boolean isNewerWord(IngestSpec present, IngestSpec spec) {
    return present.generation().equals(spec.generation())
        && spec.edition().isNewerThan(present.edition());
  }

  private static boolean isOlder(Ingest present, Generation generation) {
    return present.spec().generation().isOlderThan(generation);
  }
}
