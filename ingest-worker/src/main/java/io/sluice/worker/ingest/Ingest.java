package io.sluice.worker.ingest;

import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.worker.ffmpeg.CouldNotStartException;
import io.sluice.worker.ffmpeg.ExitReason;
import io.sluice.worker.ffmpeg.FfmpegExit;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.ports.NoLeaseException;
import io.sluice.worker.ports.PortBlock;
import io.sluice.worker.ports.PortLease;
import io.sluice.worker.supervision.RestartPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The life of one generation of one process on this worker. FFmpeg is started, and started again
/// with other ports whenever it ends, until the process is torn down.
///
/// Thread: owns `ingest-ID`; all else only puts signals into its mailbox.
final class Ingest {
  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

  private final IngestParts parts;
  private final Situation situation;
  private final Room.Place place;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  // Confined to the process's thread from here on.
  private RestartPolicy.Row row = RestartPolicy.Row.NONE;
  private StartCause cause = StartCause.ASSIGNED;

  /// What the last FFmpeg was started under.
  private IngestSpec under;

  Ingest(IngestSpec spec, IngestParts parts, Room room) {
    this.parts = parts;
    this.situation = new Situation(spec, parts);
    this.place = room.place();
    this.under = spec;
  }

  /// Begins when `predecessor` has completed.
  ///
  /// @param onEnd runs when nothing is left, before anybody else hears of it
  void start(CompletableFuture<Void> predecessor, Runnable onEnd) {
    Thread.ofVirtual()
        .name("ingest-" + spec().processId())
        .start(() -> liveAndEnd(predecessor, onEnd));
  }

  IngestSpec spec() {
    return situation.spec();
  }

  IngestState state() {
    return situation.state();
  }

  Optional<WhipEndpoint> endpoint() {
    return situation.endpoint();
  }

  /// Completes when nothing of it is left.
  CompletableFuture<Void> ended() {
    return ended;
  }

  /// Takes a newer word of the same generation. Returns at once.
  void adopt(IngestSpec newer) {
    situation.adopt(newer);
  }

  /// Returns at once.
  void tearDown(TearDownReason reason) {
    situation.tell(new IngestSignal.TearDown(reason));
  }

  private void liveAndEnd(CompletableFuture<Void> predecessor, Runnable onEnd) {
    try (place) {
      predecessor.join();
      AttemptEnd.Asked end = live();
      parts.ffmpeg().endPlaylists(under.job());
      situation.report(new IngestFact.TornDown(end.reason(), end.forced()));
    } catch (InterruptedException e) {
      situation.log(LOG.atError()).log("interrupted; nobody should");
    } finally {
      situation.enter(new IngestState.Ended());
      onEnd.run();
      ended.complete(null);
    }
  }

  private AttemptEnd.Asked live() throws InterruptedException {
    for (int number = 1; ; number++) {
      Optional<AttemptEnd.Asked> asked =
          switch (attempt(number)) {
            case AttemptEnd.Asked end -> Optional.of(end);
            case AttemptEnd.Replaced(Replacement why) -> {
              startAnew(why);
              yield Optional.empty();
            }
            case AttemptEnd.NoLease _ -> {
              row = spec().supervision().restarts().after(row, false, Duration.ZERO);
              yield backOff(number + 1);
            }
            case AttemptEnd.Failed failed -> afterFailure(number, failed);
          };
      if (asked.isPresent()) {
        return asked.get();
      }
    }
  }

  private void startAnew(Replacement why) {
    row = RestartPolicy.Row.NONE;
    cause = why.starts();
  }

  private Optional<AttemptEnd.Asked> afterFailure(int number, AttemptEnd.Failed failed)
      throws InterruptedException {
    RestartPolicy policy = spec().supervision().restarts();
    row = policy.after(row, failed.exit().reason() == ExitReason.BIND_FAILED, failed.ran());
    cause = StartCause.AFTER_FAILURE;
    // A stolen port is no end of an FFmpeg: it never ran.
    if (!spec().supervision().reconnect() && !policy.isPortRace(row)) {
      return Optional.of(
          tornDownWhileIdle(
              failed.exit().reason() == ExitReason.ENDED_BY_ITSELF
                  ? TearDownReason.FFMPEG_ENDED
                  : TearDownReason.FFMPEG_FAILED));
    }
    return backOff(number + 1);
  }

  private Optional<AttemptEnd.Asked> backOff(int next) throws InterruptedException {
    situation.enter(new IngestState.BackingOff(next));
    RestartPolicy policy = spec().supervision().restarts();
    long deadline = System.nanoTime() + policy.pause(row, parts.random().nextDouble()).toNanos();
    while (true) {
      switch (situation.awaitSignal(Math.max(0, deadline - System.nanoTime()))) {
        case null -> {
          return Optional.empty();
        }
        case IngestSignal.TearDown(TearDownReason reason) -> {
          return Optional.of(tornDownWhileIdle(reason));
        }
        case IngestSignal.Respecified _
            when spec().edition().asksForRestartAfter(under.edition()) -> {
          startAnew(spec().edition().replacing(under.edition()));
          return Optional.empty();
        }
        case IngestSignal.PublisherWaits waits -> situation.choose(waits.sends());
        case IngestSignal.Respecified _,
            IngestSignal.Listening _,
            IngestSignal.DidNotListen _,
            IngestSignal.FfmpegEnded _,
            IngestSignal.PictureResized _,
            IngestSignal.Sampled _ -> {}
      }
    }
  }

  private AttemptEnd attempt(int number) throws InterruptedException {
    try {
      if (!place.take()) {
        throw new NoLeaseException(
            NoLeaseException.Reason.NO_ROOM, "the worker runs as many processes as it may");
      }
      Optional<WhipSpec> whip = spec().whip();
      return whip.isPresent()
          ? onPorts(number, whip.get())
          : run(number, Optional.empty(), Optional.empty());
    } catch (NoLeaseException e) {
      situation.report(
          new IngestFact.AllocationFailed(number, e.reason(), String.valueOf(e.getMessage())));
    }
    endpoint().ifPresent(WhipEndpoint::pause);
    return new AttemptEnd.NoLease();
  }

  private AttemptEnd onPorts(int number, WhipSpec whip)
      throws NoLeaseException, InterruptedException {
    try (PortLease lease = parts.ports().lease()) {
      PortBlock ports = lease.block();
      Optional<PortBlock> untold = Optional.of(ports);
      if (situation.choice().isEmpty()) {
        Optional<TearDownReason> asked = awaitPublisher(number, ports);
        if (asked.isPresent()) {
          return tornDownWhileIdle(asked.get());
        }
        cause = StartCause.PUBLISHER;
        untold = Optional.empty();
      }
      return run(number, Optional.of(whip.on(ports, situation.choice().orElseThrow())), untold);
    }
  }

  /// Publishers can come before anybody is told where: a route never leads to nothing. A restart
  /// asks for nothing meanwhile: FFmpeg is started for him under the spec as it then is.
  private Optional<TearDownReason> awaitPublisher(int number, PortBlock ports)
      throws InterruptedException {
    situation.enter(new IngestState.AwaitingPublisher());
    endpoint().ifPresent(WhipEndpoint::await);
    situation.report(new IngestFact.PortsAllocated(number, ports));
    while (situation.choice().isEmpty()) {
      switch (situation.awaitSignal()) {
        case IngestSignal.TearDown(TearDownReason reason) -> {
          return Optional.of(reason);
        }
        case IngestSignal.PublisherWaits waits -> situation.choose(waits.sends());
        case IngestSignal.Respecified _,
            IngestSignal.Listening _,
            IngestSignal.DidNotListen _,
            IngestSignal.FfmpegEnded _,
            IngestSignal.PictureResized _,
            IngestSignal.Sampled _ -> {}
      }
    }
    return Optional.empty();
  }

  /// @param untold the ports, when they are still to be reported
  private AttemptEnd run(int number, Optional<LegPlan> plan, Optional<PortBlock> untold)
      throws InterruptedException {
    IngestSpec before = under;
    under = spec();
    endPlaylistsGivenUp(before.job(), under.job());
    situation.enter(new IngestState.Starting(number));
    situation.report(new IngestFact.FfmpegStarting(number, cause));
    try (Attempt attempt = Attempt.start(number, under, plan, parts)) {
      return new LiveAttempt(attempt, under.edition(), situation, parts).live(untold);
    } catch (CouldNotStartException e) {
      return neverStarted(number, e.reason(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      situation.log(LOG.atError()).setCause(e).log("a start of ffmpeg failed");
      return neverStarted(number, ExitReason.COULD_NOT_START, e.toString());
    }
  }

  private AttemptEnd neverStarted(int number, ExitReason reason, String problem) {
    endpoint().ifPresent(WhipEndpoint::pause);
    FfmpegExit exit = FfmpegExit.neverStarted(reason, problem);
    situation.report(new IngestFact.FfmpegExited(number, exit));
    return new AttemptEnd.Failed(exit, Duration.ZERO);
  }

  /// No FFmpeg will write again what only the old configuration names.
  private void endPlaylistsGivenUp(FfmpegJob old, FfmpegJob now) {
    List<FfmpegLeg> givenUp =
        old.outputs().stream()
            .filter(leg -> now.outputs().stream().noneMatch(kept -> isSame(leg, kept)))
            .toList();
    if (!givenUp.isEmpty()) {
      parts.ffmpeg().endPlaylists(new FfmpegJob(old.options(), old.inputs(), givenUp, old.names()));
    }
  }

  private static boolean isSame(FfmpegLeg one, FfmpegLeg other) {
    return one.address().equals(other.address());
  }

  private AttemptEnd.Asked tornDownWhileIdle(TearDownReason reason) {
    situation.enter(new IngestState.TearingDown(reason));
    situation.shutEndpoint();
    return new AttemptEnd.Asked(reason, false);
  }
}
