package io.sluice.simulation.worker;

import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.Node;
import io.sluice.simulation.worker.Leases.Lease;
import io.sluice.simulation.worker.WorkerWitness.Life;
import io.sluice.worker.ffmpeg.ExitReason;
import io.sluice.worker.ffmpeg.FfmpegExit;
import io.sluice.worker.ingest.FactSink;
import io.sluice.worker.ingest.IngestFact;
import io.sluice.worker.ingest.IngestSpec;
import io.sluice.worker.ingest.TearDownReason;
import io.sluice.worker.peer.DisconnectReason;
import io.sluice.worker.peer.MediaStatistics;
import io.sluice.worker.peer.PublisherInfo;
import io.sluice.worker.ports.NoLeaseException;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.supervision.RestartPolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One generation of one process on a worker: a model of the worker's own, with the same facts in
/// the same order.
final class SimIngest {
  private static final InetSocketAddress SOMEWHERE =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 50_000);
  private static final int BIND_FAILURES = 40;

  private final IngestSpec spec;
  private final Life life;
  private final Node node;
  private final Chance chance;
  private final Leases leases;
  private final FactSink facts;
  private final WorkerWitness witness;
  private final Consumer<SimIngest> onEnd;
  private final List<Runnable> afterEnd = new ArrayList<>();

  private RestartPolicy.Row row = RestartPolicy.Row.NONE;
  private int attempt;
  private @Nullable Lease lease;
  private boolean started;
  private boolean listening;
  private @Nullable TearDownReason ending;
  private @Nullable String publisher;

  SimIngest(
      IngestSpec spec,
      Life life,
      Node node,
      Chance chance,
      Leases leases,
      FactSink facts,
      WorkerWitness witness,
      Consumer<SimIngest> onEnd) {
    this.spec = spec;
    this.life = life;
    this.node = node;
    this.chance = chance;
    this.leases = leases;
    this.facts = facts;
    this.witness = witness;
    this.onEnd = onEnd;
  }

  IngestSpec spec() {
    return spec;
  }

  void whenEnded(Runnable next) {
    afterEnd.add(next);
  }

  void start() {
    started = true;
    witness.began(life, spec.processId(), spec.generation());
    if (ending != null) {
      end(ending);
    } else {
      attempt();
    }
  }

  private void attempt() {
    if (ending != null) {
      return;
    }
    int number = ++attempt;
    if (spec.whip().isPresent()) {
      try {
        Lease taken = leases.lease();
        lease = taken;
        witness.bound(life, taken.block());
      } catch (NoLeaseException e) {
        report(new IngestFact.AllocationFailed(number, e.reason(), String.valueOf(e.getMessage())));
        pause(false, Duration.ZERO);
        return;
      }
    }
    node.after(chance.millis(30, 400), () -> ifStill(number, () -> listens(number)));
  }

  private void listens(int number) {
    if (chance.oneIn(BIND_FAILURES)) {
      failed(ExitReason.BIND_FAILED);
      return;
    }
    listening = true;
    if (lease != null) {
      report(new IngestFact.PortsAllocated(number, lease.block()));
    }
    report(new IngestFact.FfmpegStarted(number, 1_000 + number, Duration.ofMillis(50)));
  }

  void breakFfmpeg() {
    if (listening && ending == null) {
      failed(ExitReason.FAILED);
    }
  }

  private void failed(ExitReason reason) {
    listening = false;
    report(
        new IngestFact.FfmpegExited(
            attempt,
            new FfmpegExit(
                1_000 + attempt,
                OptionalInt.of(1),
                OptionalInt.empty(),
                reason,
                false,
                List.of())));
    giveBack();
    pause(reason == ExitReason.BIND_FAILED, Duration.ofSeconds(1));
  }

  private void pause(boolean bindFailed, Duration ran) {
    row = RestartPolicy.USUAL.after(row, bindFailed, ran);
    Duration pause = RestartPolicy.USUAL.pause(row, chance.generator().nextDouble());
    node.after(pause, this::attempt);
  }

  boolean post(String sessionId) {
    if (!listening || ending != null || spec.whip().isEmpty() || publisher != null) {
      return false;
    }
    publisher = sessionId;
    report(
        new IngestFact.PublisherConnected(
            new PublisherInfo(
                sessionId,
                SOMEWHERE,
                "simulated",
                MediaCodec.H264,
                MediaCodec.OPUS,
                "SERVER",
                "AES128_GCM",
                Duration.ofMillis(80))));
    report(new IngestFact.MediaStarted(sessionId, Duration.ofMillis(90), 1_280, 720));
    node.after(chance.millis(500, 20_000), () -> leaves(sessionId));
    return true;
  }

  private void leaves(String sessionId) {
    if (sessionId.equals(publisher)) {
      publisher = null;
      report(
          new IngestFact.PublisherDisconnected(
              sessionId, DisconnectReason.DELETED, "", MediaStatistics.NONE));
    }
  }

  void tearDown(TearDownReason reason) {
    if (ending != null) {
      return;
    }
    ending = reason;
    if (started) {
      node.after(chance.millis(5, 800), () -> end(reason));
    }
  }

  private void end(TearDownReason reason) {
    if (publisher != null) {
      leaves(publisher);
    }
    if (listening) {
      listening = false;
      report(
          new IngestFact.FfmpegExited(
              attempt,
              new FfmpegExit(
                  1_000 + attempt,
                  OptionalInt.of(0),
                  OptionalInt.empty(),
                  ExitReason.STOPPED,
                  true,
                  List.of())));
    }
    giveBack();
    witness.ended(life, spec.processId(), spec.generation(), reason);
    report(new IngestFact.TornDown(reason, chance.oneIn(10)));
    onEnd.accept(this);
    afterEnd.forEach(Runnable::run);
  }

  private void giveBack() {
    Lease held = lease;
    if (held != null) {
      lease = null;
      witness.freed(life, held.block());
      held.giveBack();
    }
  }

  private void ifStill(int number, Runnable action) {
    if (attempt == number && ending == null) {
      action.run();
    }
  }

  private void report(IngestFact fact) {
    facts.report(spec.processId(), spec.generation(), fact);
  }
}
