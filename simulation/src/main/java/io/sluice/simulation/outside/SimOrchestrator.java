package io.sluice.simulation.outside;

import io.sluice.identity.ProcessId;
import io.sluice.schemas.ReleaseProcess;
import io.sluice.schemas.RestartProcess;
import io.sluice.schemas.StartProcess;
import io.sluice.schemas.StopProcess;
import io.sluice.schemas.UpdateProcess;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.simulation.log.SimLog;
import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.Node;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/// Starts and stops at any time, repeats what it got no answer to, and may have a client whose
/// partitioner is another, or that writes no key.
public final class SimOrchestrator {
  private static final int REPEATED = 6;
  private static final int ELSEWHERE = 10;
  private static final int WITHOUT_KEY = 12;
  private static final int GARBAGE = 60;

  private final Node node;
  private final Chance chance;
  private final TopicCatalogue topics;
  private final SimLog log;
  private final List<ProcessId> processes;
  private final int pauseMillis;
  private final RecordCodec codec = RecordCodec.standard();
  private boolean asks = true;
  private int commands;

  /// @param pauseMillis between commands, on average
  public SimOrchestrator(
      Node node,
      Chance chance,
      TopicCatalogue topics,
      SimLog log,
      List<ProcessId> processes,
      int pauseMillis) {
    this.node = node;
    this.chance = chance;
    this.topics = topics;
    this.log = log;
    this.processes = processes;
    this.pauseMillis = pauseMillis;
  }

  public void start() {
    node.begin();
    node.nowAndThen(chance, pauseMillis, () -> asks, this::ask);
  }

  /// What is under way still arrives.
  public void asksNoMore() {
    asks = false;
  }

  private void ask() {
    ProcessId process = chance.oneOf(processes);
    if (chance.oneIn(GARBAGE)) {
      write(process, new byte[] {1, 2, 3});
      return;
    }
    SpecificRecord command = command(process, "c" + ++commands);
    node.note(command.getSchema().getName() + " of " + process + ", command c" + commands);
    byte[] value = codec.encode(command);
    node.after(chance.millis(0, 300), () -> write(process, value));
    if (chance.oneIn(REPEATED)) {
      node.after(
          chance.millis(0, 15_000),
          () -> {
            node.note("repeats a command of " + process);
            write(process, value);
          });
    }
  }

  private SpecificRecord command(ProcessId process, String id) {
    Instant now = node.instant().truncatedTo(ChronoUnit.MICROS);
    String name = process.value();
    return switch (chance.number(1, 20)) {
      case 1 -> new ReleaseProcess(id, name, now, "simulated", "try again");
      case 2, 3 -> new RestartProcess(id, name, now, "simulated", "once more");
      case 4, 5 -> new UpdateProcess(id, name, now, "simulated", SimConfigs.oneOf(chance));
      case 6, 7, 8, 9, 10, 11 -> new StopProcess(id, name, now, "simulated", "enough");
      default -> new StartProcess(id, name, now, "simulated", SimConfigs.oneOf(chance));
    };
  }

  private void write(ProcessId process, byte[] value) {
    int partition =
        chance.oneIn(ELSEWHERE)
            ? chance.number(0, topics.partitions() - 1)
            : topics.partitionOf(process);
    String key = chance.oneIn(WITHOUT_KEY) ? null : process.value();
    log.append(TopicCatalogue.COMMANDS.name(), partition, key, value);
  }
}
