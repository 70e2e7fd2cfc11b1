package io.sluice.standalone.orchestrator;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.LogUnavailableException;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.eventlog.follow.TopicTail;
import io.sluice.eventlog.replay.LogReader;
import io.sluice.eventlog.replay.ReplayFrom;
import io.sluice.identity.CommandId;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.DeadWebhook;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.ReleaseProcess;
import io.sluice.schemas.RestartProcess;
import io.sluice.schemas.SessionTimeline;
import io.sluice.schemas.StartProcess;
import io.sluice.schemas.StopProcess;
import io.sluice.schemas.Transition;
import io.sluice.schemas.UpdateProcess;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.Partitions;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/// One orchestrator. Every method may throw [LogUnavailableException] when Kafka does not answer
/// within the patience given.
///
/// Thread: the caller's.
public final class KafkaOrchestrator {
  private final KafkaConnection kafka;
  private final Duration patience;
  private final String name;
  private final RecordCodec codec = RecordCodec.standard();

  /// @param patience how long to wait for Kafka, and for an outcome
  /// @param name who issues the commands, for whoever reads the history
  public KafkaOrchestrator(KafkaConnection kafka, Duration patience, String name) {
    this.kafka = kafka;
    this.patience = patience;
    this.name = name;
  }

  /// Asks for a process to be run and waits until that is decided.
  public Settlement start(CommandId id, ProcessId process, ProcessConfig config)
      throws NotSettledException, InterruptedException {
    var command = new StartProcess(id.value(), process.value(), Instant.now(), name, config);
    return settle(id, process, command);
  }

  /// Asks for a process to be ended and waits until that is decided; it ends a little later.
  public Settlement stop(CommandId id, ProcessId process, String reason)
      throws NotSettledException, InterruptedException {
    var command = new StopProcess(id.value(), process.value(), Instant.now(), name, reason);
    return settle(id, process, command);
  }

  /// Asks for the FFmpeg of a process to be started anew and waits until that is decided.
  public Settlement restart(CommandId id, ProcessId process, String reason)
      throws NotSettledException, InterruptedException {
    var command = new RestartProcess(id.value(), process.value(), Instant.now(), name, reason);
    return settle(id, process, command);
  }

  /// Gives a process another configuration and waits until that is decided.
  public Settlement update(CommandId id, ProcessId process, ProcessConfig config)
      throws NotSettledException, InterruptedException {
    var command = new UpdateProcess(id.value(), process.value(), Instant.now(), name, config);
    return settle(id, process, command);
  }

  /// Asks for a quarantined process to be tried again and waits until that is decided.
  public Settlement release(CommandId id, ProcessId process, String reason)
      throws NotSettledException, InterruptedException {
    var command = new ReleaseProcess(id.value(), process.value(), Instant.now(), name, reason);
    return settle(id, process, command);
  }

  /// Every process that Sluice knows, by id.
  public List<ProcessSnapshot> processes() {
    Map<String, ProcessSnapshot> latest = new LinkedHashMap<>();
    try (var reader = LogReader.open(kafka, patience)) {
      reader.read(
          TopicCatalogue.PROCESSES.name(),
          Set.of(),
          ReplayFrom.beginning(),
          input -> keepLatest(latest, input));
    }
    return latest.values().stream()
        .sorted(Comparator.comparing(ProcessSnapshot::getProcessId))
        .toList();
  }

  /// All that happened to one process, in order.
  public List<Transition> history(ProcessId process) {
    List<Transition> history = new ArrayList<>();
    try (var reader = LogReader.open(kafka, patience)) {
      reader.readKey(
          TopicCatalogue.PROCESS_EVENTS.name(),
          process.value(),
          ReplayFrom.beginning(),
          input -> transition(process, input, history::add));
    }
    return history;
  }

  /// The last report of each run of FFmpeg for one process, the earliest run first.
  public List<FfmpegReport> reports(ProcessId process) {
    String topic = TopicCatalogue.REPORTS.name();
    Map<String, FfmpegReport> latest = new LinkedHashMap<>();
    try (var reader = LogReader.open(kafka, patience)) {
      int home = Partitions.of(process.value(), reader.partitionCount(topic));
      reader.read(
          topic, Set.of(home), ReplayFrom.beginning(), input -> keepReport(process, latest, input));
    }
    return latest.values().stream()
        .sorted(
            Comparator.comparingLong(FfmpegReport::getGeneration)
                .thenComparingInt(FfmpegReport::getAttempt))
        .toList();
  }

  /// The last record of each WHIP session of one process, the earliest session first.
  public List<SessionTimeline> sessions(ProcessId process) {
    Map<String, SessionTimeline> latest = new LinkedHashMap<>();
    try (var reader = LogReader.open(kafka, patience)) {
      reader.readKey(
          TopicCatalogue.SESSIONS.name(),
          process.value(),
          ReplayFrom.beginning(),
          input -> keepSession(latest, input));
    }
    return latest.values().stream()
        .sorted(Comparator.comparing(SessionTimeline::getPostedAt))
        .toList();
  }

  private void keepSession(Map<String, SessionTimeline> latest, InputRecord input) {
    byte[] value = input.value();
    if (value != null) {
      codec
          .decode(value)
          .as(SessionTimeline.class)
          .ifPresent(session -> latest.put(session.getSessionId(), session));
    }
  }

  /// What webhooks did not take, of each process in the order in which it was put aside.
  public List<DeadWebhook> deadWebhooks() {
    List<DeadWebhook> dead = new ArrayList<>();
    try (var reader = LogReader.open(kafka, patience)) {
      reader.read(
          TopicCatalogue.WEBHOOKS_DEAD.name(),
          Set.of(),
          ReplayFrom.beginning(),
          input -> keepDead(dead, input));
    }
    return dead;
  }

  private void keepDead(List<DeadWebhook> dead, InputRecord input) {
    byte[] value = input.value();
    if (value != null) {
      codec.decode(value).as(DeadWebhook.class).ifPresent(dead::add);
    }
  }

  private void keepReport(ProcessId process, Map<String, FfmpegReport> latest, InputRecord input) {
    byte[] value = input.value();
    String key = input.key();
    if (value != null && key != null && key.startsWith(process + "/")) {
      codec.decode(value).as(FfmpegReport.class).ifPresent(report -> latest.put(key, report));
    }
  }

  /// Hands on what happens to one process from now on, on a thread of its own, until it is closed.
  ///
  /// @return when everything from then on is sure to be handed on
  public TopicTail follow(ProcessId process, Consumer<Transition> listener)
      throws InterruptedException {
    TopicTail tail =
        TopicTail.start(
            kafka,
            TopicCatalogue.PROCESS_EVENTS.name(),
            input -> transition(process, input, listener));
    if (!tail.awaitReady(patience)) {
      tail.close();
      throw new LogUnavailableException("Kafka at " + kafka + " does not answer");
    }
    return tail;
  }

  private Settlement settle(CommandId id, ProcessId process, SpecificRecord command)
      throws NotSettledException, InterruptedException {
    String topic = TopicCatalogue.COMMANDS.name();
    int partition = Partitions.of(process.value(), partitionCount(topic));
    var settled = new CompletableFuture<Transition>();
    // Following begins before the command is written, so that the outcome cannot pass unseen.
    try (var _ = follow(process, t -> completeIfSettled(settled, id, t));
        var writer = LogWriter.giveUpAfter(kafka, name, patience)) {
      writer.write(new OutputRecord(topic, partition, process.value(), codec.encode(command)));
      return new Settlement(id, settled.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw new NotSettledException(
          "command "
              + id
              + " is written, but no control plane has"
              + " decided it within "
              + patience.toSeconds()
              + " s; it will be decided when one runs");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private int partitionCount(String topic) {
    try (var reader = LogReader.open(kafka, patience)) {
      return reader.partitionCount(topic);
    }
  }

  private static void completeIfSettled(
      CompletableFuture<Transition> settled, CommandId id, Transition transition) {
    if (transition.getCommandId().filter(id.value()::equals).isPresent()) {
      settled.complete(transition);
    }
  }

  private void keepLatest(Map<String, ProcessSnapshot> latest, InputRecord input) {
    String key = input.key();
    byte[] value = input.value();
    if (key == null) {
      return;
    }
    if (value == null) {
      latest.remove(key);
      return;
    }
    codec.decode(value).as(ProcessSnapshot.class).ifPresent(snapshot -> latest.put(key, snapshot));
  }

  private void transition(ProcessId process, InputRecord input, Consumer<Transition> sink) {
    byte[] value = input.value();
    if (value != null && process.value().equals(input.key())) {
      codec.decode(value).as(Transition.class).ifPresent(sink);
    }
  }
}
