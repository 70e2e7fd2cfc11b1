package io.sluice.worker.ingest;

import io.sluice.worker.ffmpeg.CouldNotStartException;
import io.sluice.worker.ffmpeg.ExitReason;
import io.sluice.worker.ffmpeg.FfmpegExit;
import io.sluice.worker.ingest.IngestSignal.DidNotListen;
import io.sluice.worker.ingest.IngestSignal.FfmpegEnded;
import io.sluice.worker.ingest.IngestSignal.Listening;
import io.sluice.worker.ingest.IngestSignal.TearDown;
import io.sluice.worker.ports.NoLeaseException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// The life of one generation of one process on this worker. FFmpeg is started, and started again
/// with other ports whenever it ends, until the process is torn down.
///
/// Thread: owns `ingest-ID`; all else only puts signals into its mailbox.
final class Ingest {
  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final IngestSpec spec;
  private final IngestParts parts;
  private final Optional<WhipEndpoint> endpoint;
  private final LinkedBlockingQueue<IngestSignal> mailbox = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private volatile IngestState state = new IngestState.WaitingForPredecessor();

  /// How one start of FFmpeg came to its end.
  private sealed interface Outcome {
    record Failed(boolean bindFailed, Duration ran) implements Outcome {}

    record Asked(TearDownReason reason, boolean forced) implements Outcome {}
  }

  Ingest(IngestSpec spec, IngestParts parts) {
    this.spec = spec;
    this.parts = parts;
    this.endpoint =
        spec.whip().map(whip -> new WhipEndpoint(spec, whip, parts.publishers(), parts.facts()));
  }

  /// Begins when `predecessor` has completed.
  ///
  /// @param onEnd runs when nothing is left, before anybody else hears of it
  void start(CompletableFuture<Void> predecessor, Runnable onEnd) {
    Thread.ofVirtual()
        .name("ingest-" + spec.processId())
        .start(() -> liveAndEnd(predecessor, onEnd));
  }

  IngestSpec spec() {
    return spec;
  }

  IngestState state() {
    return state;
  }

  Optional<WhipEndpoint> endpoint() {
    return endpoint;
  }

  /// Completes when nothing of it is left.
  CompletableFuture<Void> ended() {
    return ended;
  }

  /// Returns at once.
  void tearDown(TearDownReason reason) {
    mailbox.add(new TearDown(reason));
  }

  private void liveAndEnd(CompletableFuture<Void> predecessor, Runnable onEnd) {
    try {
      predecessor.join();
      Outcome.Asked end = live();
      parts
          .facts()
          .report(
              spec.processId(),
              spec.generation(),
              new IngestFact.TornDown(end.reason(), end.forced()));
    } catch (InterruptedException e) {
      LOG.atError().addKeyValue("processId", spec.processId()).log("interrupted; nobody should");
    } finally {
      state = new IngestState.Ended();
      onEnd.run();
      ended.complete(null);
    }
  }

  private Outcome.Asked live() throws InterruptedException {
    RestartPolicy.Row row = RestartPolicy.Row.NONE;
    for (int number = 1; ; number++) {
      state = new IngestState.Starting(number);
      switch (attempt(number)) {
        case Outcome.Asked asked -> {
          return asked;
        }
        case Outcome.Failed failed -> {
          row = parts.restarts().after(row, failed.bindFailed(), failed.ran());
          state = new IngestState.BackingOff(number + 1);
          Duration pause = parts.restarts().pause(row, parts.random().nextDouble());
          Optional<TearDown> asked = awaitTearDown(pause);
          if (asked.isPresent()) {
            return tornDownWhileIdle(asked.get().reason());
          }
        }
      }
    }
  }

  private Outcome attempt(int number) throws InterruptedException {
    try (Attempt attempt = Attempt.start(number, spec, parts)) {
      return liveWith(attempt);
    } catch (NoLeaseException e) {
      report(new IngestFact.AllocationFailed(number, e.reason(), String.valueOf(e.getMessage())));
    } catch (CouldNotStartException e) {
      reportNeverStarted(number, e.reason(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log(LOG.atError()).setCause(e).log("a start of ffmpeg failed");
      reportNeverStarted(number, ExitReason.COULD_NOT_START, e.toString());
    }
    return new Outcome.Failed(false, Duration.ZERO);
  }

  private Outcome liveWith(Attempt attempt) throws InterruptedException {
    watch(attempt);
    while (true) {
      switch (mailbox.take()) {
        case Listening s when s.attempt() == attempt.number() -> opened(attempt, s.startup());
        case DidNotListen s when s.attempt() == attempt.number() -> {
          log(LOG.atWarn()).log("ffmpeg did not listen in time, ending it");
          attempt.stopFfmpeg();
        }
        case FfmpegEnded s when s.attempt() == attempt.number() -> {
          return failed(attempt, s.exit());
        }
        case TearDown s -> {
          return tornDown(attempt, s.reason());
        }
        // Of an earlier start of FFmpeg: over.
        case Listening _, DidNotListen _, FfmpegEnded _ -> {}
      }
    }
  }

  /// Lets the mailbox hear of what FFmpeg does.
  private void watch(Attempt attempt) {
    Thread.ofVirtual()
        .name("ingest-listen-" + spec.processId())
        .start(() -> awaitListening(attempt));
    var _ =
        attempt
            .ffmpeg()
            .exit()
            .thenAccept(exit -> mailbox.add(new FfmpegEnded(attempt.number(), exit)));
  }

  private void awaitListening(Attempt attempt) {
    try {
      if (attempt.ffmpeg().awaitListening(parts.listenLimit())) {
        Duration startup = Duration.ofNanos(attempt.ageNanos());
        mailbox.add(new Listening(attempt.number(), startup));
      } else {
        mailbox.add(new DidNotListen(attempt.number()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Publishers can come before anybody is told where: a route never leads to nothing.
  private void opened(Attempt attempt, Duration startup) {
    attempt
        .mediaPath()
        .ifPresent(path -> {
          path.legs().ffmpegListens();
          endpoint.ifPresent(open -> open.open(path.legs()));
        });
    state = new IngestState.Running(attempt.number());
    attempt
        .mediaPath()
        .ifPresent(path -> report(new IngestFact.PortsAllocated(attempt.number(), path.ports())));
    report(new IngestFact.FfmpegStarted(attempt.number(), attempt.ffmpeg().pid(), startup));
    log(LOG.atInfo()).addKeyValue("pid", attempt.ffmpeg().pid()).log("ffmpeg runs");
  }

  private Outcome failed(Attempt attempt, FfmpegExit exit) {
    endpoint.ifPresent(WhipEndpoint::pause);
    report(new IngestFact.FfmpegExited(attempt.number(), exit));
    log(LOG.atWarn())
        .addKeyValue("pid", exit.pid())
        .addKeyValue("reason", exit.reason())
        .log("ffmpeg ended, it is started again");
    return new Outcome.Failed(
        exit.reason() == ExitReason.BIND_FAILED, Duration.ofNanos(attempt.ageNanos()));
  }

  private Outcome tornDown(Attempt attempt, TearDownReason reason) {
    state = new IngestState.TearingDown(reason);
    shutEndpoint();
    boolean forced = attempt.stopFfmpeg();
    report(new IngestFact.FfmpegExited(attempt.number(), attempt.ffmpeg().exit().join()));
    return new Outcome.Asked(reason, forced);
  }

  private Outcome.Asked tornDownWhileIdle(TearDownReason reason) {
    state = new IngestState.TearingDown(reason);
    shutEndpoint();
    return new Outcome.Asked(reason, false);
  }

  private void shutEndpoint() {
    try {
      endpoint.ifPresent(open -> open.shut(LAST_WORDS));
    } catch (RuntimeException e) {
      // FFmpeg and the ports must be given back all the same.
      log(LOG.atError()).setCause(e).log("the publisher did not end in order");
    }
  }

  private Optional<TearDown> awaitTearDown(Duration pause) throws InterruptedException {
    long deadline = System.nanoTime() + pause.toNanos();
    while (true) {
      long left = Math.max(0, deadline - System.nanoTime());
      IngestSignal signal = mailbox.poll(left, TimeUnit.NANOSECONDS);
      if (signal == null) {
        return Optional.empty();
      }
      if (signal instanceof TearDown tearDown) {
        return Optional.of(tearDown);
      }
    }
  }

  private void reportNeverStarted(int number, ExitReason reason, String problem) {
    report(new IngestFact.FfmpegExited(number, FfmpegExit.neverStarted(reason, problem)));
  }

  private void report(IngestFact fact) {
    parts.facts().report(spec.processId(), spec.generation(), fact);
  }

  private LoggingEventBuilder log(LoggingEventBuilder event) {
    return event
        .addKeyValue("processId", spec.processId())
        .addKeyValue("generation", spec.generation());
  }
}
