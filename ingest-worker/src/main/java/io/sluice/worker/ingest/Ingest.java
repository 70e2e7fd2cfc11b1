package io.sluice.worker.ingest;

import io.sluice.worker.ffmpeg.CouldNotStartException;
import io.sluice.worker.ffmpeg.ExitReason;
import io.sluice.worker.ffmpeg.FfmpegExit;
import io.sluice.worker.ingest.IngestSignal.DidNotListen;
import io.sluice.worker.ingest.IngestSignal.FfmpegEnded;
import io.sluice.worker.ingest.IngestSignal.Listening;
import io.sluice.worker.ingest.IngestSignal.PictureResized;
import io.sluice.worker.ingest.IngestSignal.PublisherWaits;
import io.sluice.worker.ingest.IngestSignal.TearDown;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.legs.PictureChange;
import io.sluice.worker.ports.NoLeaseException;
import io.sluice.worker.ports.PortBlock;
import io.sluice.worker.ports.PortLease;
import io.sluice.worker.sdp.MediaChoice;
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

  /// What the next FFmpeg is started for; empty until a publisher is there for whom it waits.
  /// Confined to the process's thread.
  private Optional<MediaChoice> choice;

  /// How one start of FFmpeg came to its end.
  private sealed interface Outcome {
    record Failed(boolean bindFailed, Duration ran) implements Outcome {}

    /// It made place for another.
    record Replaced() implements Outcome {}

    record Asked(TearDownReason reason, boolean forced) implements Outcome {}
  }

  Ingest(IngestSpec spec, IngestParts parts) {
    this.spec = spec;
    this.parts = parts;
    this.choice = spec.whip().flatMap(WhipSpec::eagerChoice);
    this.endpoint =
        spec.whip()
            .map(whip ->
                new WhipEndpoint(
                    spec,
                    whip,
                    parts.publishers(),
                    parts.facts(),
                    sends -> mailbox.add(new PublisherWaits(sends))));
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
      parts.ffmpeg().endPlaylists(spec.job());
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
      switch (attempt(number)) {
        case Outcome.Asked asked -> {
          return asked;
        }
        case Outcome.Replaced _ -> row = RestartPolicy.Row.NONE;
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
    try {
      return spec.whip().isPresent()
          ? onPorts(number, spec.whip().get())
          : run(number, Optional.empty(), Optional.empty());
    } catch (NoLeaseException e) {
      report(new IngestFact.AllocationFailed(number, e.reason(), String.valueOf(e.getMessage())));
    } catch (CouldNotStartException e) {
      reportNeverStarted(number, e.reason(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log(LOG.atError()).setCause(e).log("a start of ffmpeg failed");
      reportNeverStarted(number, ExitReason.COULD_NOT_START, e.toString());
    }
    endpoint.ifPresent(WhipEndpoint::pause);
    return new Outcome.Failed(false, Duration.ZERO);
  }

  private Outcome onPorts(int number, WhipSpec whip)
      throws NoLeaseException, CouldNotStartException, InterruptedException {
    try (PortLease lease = parts.ports().lease()) {
      PortBlock ports = lease.block();
      Optional<PortBlock> untold = Optional.of(ports);
      if (choice.isEmpty()) {
        Optional<TearDown> asked = awaitPublisher(number, ports);
        if (asked.isPresent()) {
          return tornDownWhileIdle(asked.get().reason());
        }
        untold = Optional.empty();
      }
      return run(number, Optional.of(whip.on(ports, choice.orElseThrow())), untold);
    }
  }

  /// Publishers can come before anybody is told where: a route never leads to nothing.
  private Optional<TearDown> awaitPublisher(int number, PortBlock ports)
      throws InterruptedException {
    state = new IngestState.AwaitingPublisher();
    endpoint.ifPresent(WhipEndpoint::await);
    report(new IngestFact.PortsAllocated(number, ports));
    while (choice.isEmpty()) {
      IngestSignal signal = mailbox.take();
      if (signal instanceof TearDown tearDown) {
        return Optional.of(tearDown);
      }
      keepChoice(signal);
    }
    return Optional.empty();
  }

  /// @param untold the ports, when they are still to be reported
  private Outcome run(int number, Optional<LegPlan> plan, Optional<PortBlock> untold)
      throws CouldNotStartException, InterruptedException {
    state = new IngestState.Starting(number);
    try (Attempt attempt = Attempt.start(number, spec.job(), plan, parts)) {
      return liveWith(attempt, untold);
    }
  }

  private Outcome liveWith(Attempt attempt, Optional<PortBlock> untold)
      throws InterruptedException {
    watch(attempt);
    DueRestart resized = new DueRestart(parts.resizes());
    while (true) {
      IngestSignal signal =
          mailbox.poll(resized.leftNanos(System.nanoTime()), TimeUnit.NANOSECONDS);
      switch (signal) {
        case null -> {
          return replaced(attempt, ExitReason.PICTURE_SIZE_CHANGED);
        }
        case Listening s when s.attempt() == attempt.number() ->
            opened(attempt, s.startup(), untold);
        case DidNotListen s when s.attempt() == attempt.number() -> {
          log(LOG.atWarn()).log("ffmpeg did not listen in time, ending it");
          attempt.stopFfmpeg();
        }
        case FfmpegEnded s when s.attempt() == attempt.number() -> {
          return failed(attempt, s.exit());
        }
        case PublisherWaits s when !covers(attempt, s.sends()) -> {
          keepChoice(s);
          return replaced(attempt, ExitReason.CODECS_CHANGED);
        }
        case PictureResized s when s.attempt() == attempt.number() ->
            resized(attempt, s.change(), resized);
        case TearDown s -> {
          return tornDown(attempt, s.reason());
        }
        // Of an earlier start of FFmpeg, or served already: over.
        case Listening _, DidNotListen _, FfmpegEnded _, PublisherWaits _, PictureResized _ -> {}
      }
    }
  }

  private static boolean covers(Attempt attempt, MediaChoice sends) {
    return attempt.legs().map(legs -> legs.plan().choice().covers(sends)).orElse(false);
  }

  private void keepChoice(IngestSignal signal) {
    if (signal instanceof PublisherWaits(MediaChoice sends)) {
      choice = Optional.of(sends);
    }
  }

  private void resized(Attempt attempt, PictureChange change, DueRestart restart) {
    report(
        new IngestFact.PictureSizeChanged(
            endpoint.map(WhipEndpoint::sessionId).orElse(""), change.from(), change.to()));
    if (spec.whip().map(WhipSpec::onResolutionChange).stream()
        .anyMatch(ResolutionChange.RESTART::equals)) {
      restart.resized(change, Duration.ofNanos(attempt.ageNanos()), System.nanoTime());
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
  private void opened(Attempt attempt, Duration startup, Optional<PortBlock> untold) {
    attempt
        .legs()
        .ifPresent(legs -> {
          legs.watchPicture(change -> mailbox.add(new PictureResized(attempt.number(), change)));
          legs.ffmpegListens();
          endpoint.ifPresent(open -> open.open(legs));
        });
    state = new IngestState.Running(attempt.number());
    untold.ifPresent(ports -> report(new IngestFact.PortsAllocated(attempt.number(), ports)));
    report(new IngestFact.FfmpegStarted(attempt.number(), attempt.ffmpeg().pid(), startup));
    log(LOG.atInfo()).addKeyValue("pid", attempt.ffmpeg().pid()).log("ffmpeg runs");
  }

  /// Ends FFmpeg in order, to start another for the same publisher or the next. Whoever comes
  /// meanwhile is taken, and waits.
  private Outcome replaced(Attempt attempt, ExitReason why) {
    endpoint.ifPresent(WhipEndpoint::await);
    attempt.stopFfmpeg();
    FfmpegExit exit = attempt.ffmpeg().exit().join();
    report(new IngestFact.FfmpegExited(attempt.number(), exit.because(why)));
    log(LOG.atInfo())
        .addKeyValue("pid", exit.pid())
        .addKeyValue("reason", why)
        .log("ffmpeg makes place for another");
    return new Outcome.Replaced();
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
      keepChoice(signal);
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
