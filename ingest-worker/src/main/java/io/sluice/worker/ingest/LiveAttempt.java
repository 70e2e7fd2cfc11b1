package io.sluice.worker.ingest;

import io.sluice.worker.ffmpeg.FfmpegExit;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.PictureChange;
import io.sluice.worker.ports.PortBlock;
import io.sluice.worker.supervision.Usage;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One start of FFmpeg, from exec to its end: it is watched, and ended when it has to be.
///
/// Thread: the process's own.
final class LiveAttempt {
  private static final Logger LOG = LoggerFactory.getLogger(LiveAttempt.class);

  private final Attempt attempt;
  private final Edition startedUnder;
  private final Situation situation;
  private final IngestParts parts;
  private final DueRestart resized;
  private @Nullable Lookout lookout;

  LiveAttempt(Attempt attempt, Edition startedUnder, Situation situation, IngestParts parts) {
    this.attempt = attempt;
    this.startedUnder = startedUnder;
    this.situation = situation;
    this.parts = parts;
    this.resized = new DueRestart(parts.resizes());
  }

  /// @param untold the ports, when they are still to be reported
  AttemptEnd live(Optional<PortBlock> untold) throws InterruptedException {
    listenToFfmpeg();
    try {
      Optional<AttemptEnd> end = Optional.empty();
      while (end.isEmpty()) {
        IngestSignal signal = situation.awaitSignal(resized.leftNanos(System.nanoTime()));
        end = heard(signal, untold);
      }
      return end.get();
    } finally {
      if (lookout != null) {
        lookout.close();
      }
    }
  }

  private Optional<AttemptEnd> heard(@Nullable IngestSignal signal, Optional<PortBlock> untold) {
    return switch (signal) {
      case null -> Optional.of(replaced(Replacement.PICTURE_SIZE_CHANGED));
      case IngestSignal.Listening s when s.attempt() == attempt.number() -> {
        opened(s.startup(), untold);
        yield Optional.empty();
      }
      // One that has ended instead will be heard of.
      case IngestSignal.DidNotListen s when s.attempt() == attempt.number() && isAlive() ->
          Optional.of(faulty(Fault.DID_NOT_LISTEN));
      case IngestSignal.FfmpegEnded s when s.attempt() == attempt.number() ->
          Optional.of(failed(s.exit()));
      case IngestSignal.PublisherWaits s when !attempt.covers(s.sends()) -> {
        situation.choose(s.sends());
        yield Optional.of(replaced(Replacement.CODECS_CHANGED));
      }
      case IngestSignal.PictureResized s when s.attempt() == attempt.number() -> {
        resized(s.change());
        yield Optional.empty();
      }
      case IngestSignal.Sampled s when s.attempt() == attempt.number() -> looked(s.usage());
      case IngestSignal.Respecified _ -> respecified();
      case IngestSignal.TearDown s -> Optional.of(tornDown(s.reason()));
      // Of an earlier start of FFmpeg, or served already: over.
      case IngestSignal.Listening _,
          IngestSignal.DidNotListen _,
          IngestSignal.FfmpegEnded _,
          IngestSignal.PublisherWaits _,
          IngestSignal.PictureResized _,
          IngestSignal.Sampled _ ->
          Optional.empty();
    };
  }

  /// Lets the mailbox hear of what FFmpeg does.
  private void listenToFfmpeg() {
    Thread.ofVirtual()
        .name("ingest-listen-" + situation.spec().processId())
        .start(this::awaitListening);
    var _ =
        attempt
            .ffmpeg()
            .exit()
            .thenAccept(
                exit -> situation.tell(new IngestSignal.FfmpegEnded(attempt.number(), exit)));
  }

  private void awaitListening() {
    try {
      boolean listens = attempt.ffmpeg().awaitListening(parts.listenLimit());
      Duration startup = Duration.ofNanos(attempt.ageNanos());
      situation.tell(
          listens
              ? new IngestSignal.Listening(attempt.number(), startup)
              : new IngestSignal.DidNotListen(attempt.number()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Publishers can come before anybody is told where: a route never leads to nothing.
  private void opened(Duration startup, Optional<PortBlock> untold) {
    attempt.legs().ifPresent(this::open);
    situation.enter(new IngestState.Running(attempt.number()));
    untold.ifPresent(
        ports -> situation.report(new IngestFact.PortsAllocated(attempt.number(), ports)));
    situation.report(
        new IngestFact.FfmpegStarted(attempt.number(), attempt.ffmpeg().pid(), startup));
    lookout =
        Lookout.begin(
            attempt,
            parts.usage(),
            usage -> situation.tell(new IngestSignal.Sampled(attempt.number(), usage)));
    situation.log(LOG.atInfo()).addKeyValue("pid", attempt.ffmpeg().pid()).log("ffmpeg runs");
  }

  private void open(IngestLegs legs) {
    legs.watchPicture(
        change -> situation.tell(new IngestSignal.PictureResized(attempt.number(), change)));
    legs.ffmpegListens();
    situation.endpoint().ifPresent(open -> open.open(legs));
  }

  private void resized(PictureChange change) {
    situation.report(
        new IngestFact.PictureSizeChanged(
            situation.endpoint().map(WhipEndpoint::sessionId).orElse(""),
            change.from(),
            change.to()));
    if (situation.spec().whip().map(WhipSpec::onResolutionChange).stream()
        .anyMatch(ResolutionChange.RESTART::equals)) {
      resized.resized(change, Duration.ofNanos(attempt.ageNanos()), System.nanoTime());
    }
  }

  private Optional<AttemptEnd> looked(Usage usage) {
    if (lookout == null) {
      return Optional.empty();
    }
    return lookout
        .look(usage, situation.spec().supervision(), System.nanoTime(), situation::report)
        .map(this::faulty);
  }

  private Optional<AttemptEnd> respecified() {
    Edition now = situation.spec().edition();
    return now.asksForRestartAfter(startedUnder)
        ? Optional.of(replaced(now.replacing(startedUnder)))
        : Optional.empty();
  }

  /// Ends FFmpeg in order, to start another for the same publisher or the next. Whoever comes
  /// meanwhile is taken, and waits.
  private AttemptEnd replaced(Replacement why) {
    situation.endpoint().ifPresent(WhipEndpoint::await);
    FfmpegExit exit = finish(why.ends());
    exited(exit.expected() ? exit.because(why.ends().exitReason()) : exit);
    return new AttemptEnd.Replaced(why);
  }

  /// Ends an FFmpeg that does not do its work.
  private AttemptEnd faulty(Fault fault) {
    situation.log(LOG.atWarn()).addKeyValue("reason", fault).log("ffmpeg is ended for a fault");
    situation.endpoint().ifPresent(WhipEndpoint::pause);
    FfmpegExit exit = finish(fault.ends());
    return failed(exit.expected() ? exit.forFault(fault.ends().exitReason()) : exit);
  }

  private AttemptEnd failed(FfmpegExit exit) {
    situation.endpoint().ifPresent(WhipEndpoint::pause);
    exited(exit);
    return new AttemptEnd.Failed(exit, Duration.ofNanos(attempt.ageNanos()));
  }

  private AttemptEnd tornDown(TearDownReason reason) {
    situation.enter(new IngestState.TearingDown(reason));
    situation.shutEndpoint();
    FfmpegExit exit = finish(FinishCause.STOP);
    exited(exit);
    return new AttemptEnd.Asked(reason, attempt.wasForced());
  }

  /// One that has ended by itself meanwhile was not asked to.
  private FfmpegExit finish(FinishCause cause) {
    if (isAlive()) {
      situation.report(new IngestFact.FfmpegFinishing(attempt.number(), cause));
      attempt.stopFfmpeg();
    }
    return attempt.ffmpeg().exit().join();
  }

  private void exited(FfmpegExit exit) {
    situation.report(new IngestFact.FfmpegExited(attempt.number(), exit));
    situation
        .log(exit.expected() ? LOG.atInfo() : LOG.atWarn())
        .addKeyValue("pid", exit.pid())
        .addKeyValue("reason", exit.reason())
        .log("ffmpeg ended");
  }

  private boolean isAlive() {
    return !attempt.ffmpeg().exit().isDone();
  }
}
