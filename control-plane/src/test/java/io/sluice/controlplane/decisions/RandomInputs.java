package io.sluice.controlplane.decisions;

import io.sluice.controlplane.placement.Candidate;
import io.sluice.controlplane.process.Circumstances;
import io.sluice.controlplane.process.FactOrigin;
import io.sluice.controlplane.process.Owner;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.ProcessConfig;
import io.sluice.controlplane.process.ProcessInput;
import io.sluice.controlplane.process.ProcessInput.DrainDue;
import io.sluice.controlplane.process.ProcessInput.PlacementDue;
import io.sluice.controlplane.process.ProcessInput.StartProcess;
import io.sluice.controlplane.process.ProcessInput.Unreadable;
import io.sluice.controlplane.process.ProcessInput.WorkerLost;
import io.sluice.controlplane.process.ProcessInput.WorkerRestarted;
import io.sluice.controlplane.process.ProcessState;
import io.sluice.controlplane.process.Samples;
import io.sluice.identity.Generation;
import io.sluice.identity.Incarnation;
import io.sluice.identity.WorkerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Inputs as a bad day would bring them: mostly fitting the process as it is, often late, repeated,
/// of another worker, of another life. The same seed brings the same day.
public final class RandomInputs {
  private static final List<WorkerId> WORKERS =
      List.of(Samples.ALPHA, Samples.BETA, new WorkerId("gamma"));

  private final Random random;
  private int commands;
  private long micros;

  public RandomInputs(long seed) {
    random = new Random(seed);
  }

  public ProcessInput next(Process process) {
    return switch (random.nextInt(12)) {
      case 0, 1 -> start();
      case 2 -> Samples.stop(commandId());
      case 3 -> observation(process);
      case 4 -> new Unreadable(random.nextInt(1_000), "00".repeat(32), "not an Avro record");
      case 5 -> toAStarted();
      default -> fact(process);
    };
  }

  public Circumstances circumstances() {
    micros += random.nextInt(1_000_000);
    List<Candidate> offer = new ArrayList<>();
    for (WorkerId worker : WORKERS) {
      if (random.nextInt(4) > 0) {
        offer.add(
            new Candidate(
                worker,
                life(),
                2,
                random.nextInt(3),
                random.nextInt(3),
                random.nextDouble(),
                random.nextDouble(),
                random.nextInt(5) > 0 ? Samples.ABLE : List.of(),
                Map.of(),
                0));
      }
    }
    return new Circumstances(Samples.NOW.plusNanos(micros * 1_000), offer);
  }

  private ProcessInput start() {
    return switch (random.nextInt(8)) {
      case 0 -> new StartProcess(commandId(), "another", Samples.NOW, "", Samples.whipConfig());
      case 1 -> new StartProcess("no id", "camera-1", Samples.NOW, "", Samples.whipConfig());
      case 2 ->
          Samples.start(
              commandId(), Samples.config(Samples.whipConfig().whipIngest(), List.of(), List.of()));
      case 3, 4 -> Samples.start(commandId(), Samples.plainConfig());
      case 5 -> Samples.start(commandId(), fragile(Samples.whipConfig()));
      default -> Samples.start(commandId());
    };
  }

  private ProcessInput toAStarted() {
    return switch (random.nextInt(5)) {
      case 0 -> Samples.restart(commandId());
      case 1 -> Samples.release(commandId());
      case 2 -> Samples.update(commandId(), Samples.plainConfig());
      case 3 -> Samples.update(commandId(), Samples.whipConfig());
      default -> Samples.update(commandId(), fragile(Samples.whipConfig()));
    };
  }

  private static ProcessConfig fragile(ProcessConfig config) {
    return Samples.supervised(config, Samples.quarantinedAfter(2));
  }

  /// Now and then one that was used before.
  private String commandId() {
    int id = random.nextInt(6) == 0 && commands > 0 ? random.nextInt(commands) : commands++;
    return "c" + id;
  }

  private ProcessInput observation(Process process) {
    Owner owner = owner(process);
    return switch (random.nextInt(5)) {
      case 0 -> new WorkerLost(owner.workerId(), owner.incarnation(), random.nextInt(9_000_000));
      case 1 -> new WorkerRestarted(owner.workerId(), life());
      case 2 -> new PlacementDue();
      default -> new DrainDue(owner.workerId(), Samples.NOW.plusSeconds(random.nextInt(-60, 120)));
    };
  }

  private ProcessInput fact(Process process) {
    Owner owner = owner(process);
    FactOrigin origin =
        new FactOrigin(owner.workerId(), owner.incarnation(), owner.generation(), 1, Samples.NOW);
    var facts = Samples.facts(origin);
    return random.nextInt(4) == 0
        ? Samples.failed(origin, 1 + random.nextInt(20))
        : facts.get(random.nextInt(facts.size()));
  }

  /// The true one, mostly.
  private Owner owner(Process process) {
    return switch (process.state()) {
      case ProcessState.Assigned s when random.nextInt(6) > 0 -> s.owner();
      case ProcessState.Active s when random.nextInt(6) > 0 -> s.owner();
      case ProcessState.Moving s when random.nextInt(4) > 0 ->
          random.nextInt(3) > 0 ? s.owner() : s.leaving().owner();
      case ProcessState.Stopping s when random.nextInt(6) > 0 -> s.owner();
      default ->
          new Owner(
              WORKERS.get(random.nextInt(WORKERS.size())),
              life(),
              new Generation(random.nextInt(12)));
    };
  }

  private Incarnation life() {
    return new Incarnation(1 + random.nextInt(4));
  }
}
