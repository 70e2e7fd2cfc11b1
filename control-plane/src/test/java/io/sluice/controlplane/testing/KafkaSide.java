package io.sluice.controlplane.testing;

import static org.awaitility.Awaitility.await;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.eventlog.follow.TableFollower;
import io.sluice.eventlog.replay.LogReader;
import io.sluice.eventlog.replay.ReplayFrom;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.Assignment;
import io.sluice.schemas.FactOrigin;
import io.sluice.schemas.Leg;
import io.sluice.schemas.MediaPorts;
import io.sluice.schemas.PortsAllocated;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.ProcessTornDown;
import io.sluice.schemas.Route;
import io.sluice.schemas.StartProcess;
import io.sluice.schemas.StopProcess;
import io.sluice.schemas.Transition;
import io.sluice.schemas.WhipIngest;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/// All that others do to a control plane by Kafka: orchestrators, workers, and who reads along.
public final class KafkaSide implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RecordCodec codec = RecordCodec.standard();
  private final TopicCatalogue topics;
  private final LogWriter writer;
  private final TableFollower<Assignment> assignments;
  private final TableFollower<Route> routes;

  /// One for all: to open one takes longer than to read. Used by one thread at a time.
  private final LogReader reader;

  public KafkaSide(KafkaConnection kafka, TopicCatalogue topics) {
    this.topics = topics;
    this.writer = LogWriter.giveUpAfter(kafka, "orchestrator", PATIENCE);
    this.reader = LogReader.open(kafka, PATIENCE);
    this.assignments =
        TableFollower.start(
            kafka, TopicCatalogue.ASSIGNMENTS.name(), codec.reading(Assignment.class), _ -> {});
    this.routes =
        TableFollower.start(
            kafka, TopicCatalogue.ROUTES.name(), codec.reading(Route.class), _ -> {});
  }

  public StartProcess start(String process, String commandId) {
    return startWithOutput(process, commandId, process + ".mkv");
  }

  public StartProcess startWithOutput(String process, String commandId, String address) {
    ProcessConfig config =
        ProcessConfig.newBuilder()
            .setWhipIngest(WhipIngest.newBuilder().setEnabled(true).build())
            .setOutput(List.of(new Leg("recording", address, List.of("-c", "copy"))))
            .build();
    return new StartProcess(commandId, process, now(), "tests", config);
  }

  public StopProcess stop(String process, String commandId) {
    return new StopProcess(commandId, process, now(), "tests", "");
  }

  public void command(SpecificRecord command, String process) {
    commandTo(home(process), process, command);
  }

  /// As a client with another partitioner would.
  public void commandTo(int partition, String key, SpecificRecord command) {
    write(TopicCatalogue.COMMANDS.name(), partition, key, codec.encode(command));
  }

  public void bytes(String process, byte[] value) {
    write(TopicCatalogue.COMMANDS.name(), home(process), process, value);
  }

  public void portsAllocated(Assignment assignment, long incarnation) {
    fact(
        assignment,
        new PortsAllocated(
            assignment.getProcessId(),
            origin(assignment, incarnation),
            1,
            new MediaPorts(20_000, 20_001, 20_002, 20_003),
            "http://127.0.0.1:1/whip/" + assignment.getProcessId()));
  }

  public void tornDown(Assignment assignment, long incarnation) {
    fact(
        assignment,
        new ProcessTornDown(
            assignment.getProcessId(), origin(assignment, incarnation), "ASSIGNMENT_GONE", false));
  }

  private void fact(Assignment assignment, SpecificRecord fact) {
    String process = assignment.getProcessId();
    write(TopicCatalogue.WORKER_EVENTS.name(), home(process), process, codec.encode(fact));
  }

  private static FactOrigin origin(Assignment assignment, long incarnation) {
    return new FactOrigin(
        assignment.getWorkerId(), incarnation, assignment.getGeneration(), 1L, now());
  }

  public Assignment awaitAssignment(String process) {
    return awaitPresent("assignment of " + process, assignments.view(), process);
  }

  public Route awaitRoute(String process) {
    return awaitPresent("route of " + process, routes.view(), process);
  }

  public Map<String, Assignment> assignments() {
    return assignments.view();
  }

  public Map<String, Route> routes() {
    return routes.view();
  }

  private static <V> V awaitPresent(String what, Map<String, V> table, String key) {
    return await(what)
        .atMost(PATIENCE)
        .until(() -> Optional.ofNullable(table.get(key)), Optional::isPresent)
        .orElseThrow();
  }

  /// The transition that settled the command, once there is one.
  public Transition awaitOutcome(String process, String commandId) {
    return await("outcome of " + commandId)
        .atMost(PATIENCE)
        .until(() -> outcomes(process, commandId), found -> !found.isEmpty())
        .getFirst();
  }

  public void awaitState(String process, String state) {
    await(process + " " + state)
        .atMost(PATIENCE)
        .until(() -> history(process), found -> endsIn(found, state));
  }

  private static boolean endsIn(List<Transition> history, String state) {
    return !history.isEmpty() && history.getLast().getState().equals(state);
  }

  public List<Transition> outcomes(String process, String commandId) {
    return history(process).stream()
        .filter(t -> t.getCommandId().filter(commandId::equals).isPresent())
        .toList();
  }

  /// All transitions of the process, in order.
  public synchronized List<Transition> history(String process) {
    List<Transition> transitions = new ArrayList<>();
    reader.readKey(
        TopicCatalogue.PROCESS_EVENTS.name(),
        process,
        ReplayFrom.beginning(),
        record -> transitions.add(transition(record)));
    return transitions;
  }

  /// All transitions of all processes.
  public synchronized List<Transition> history() {
    List<Transition> transitions = new ArrayList<>();
    reader.read(
        TopicCatalogue.PROCESS_EVENTS.name(),
        Set.of(),
        ReplayFrom.beginning(),
        record -> transitions.add(transition(record)));
    return transitions;
  }

  private Transition transition(InputRecord record) {
    byte[] value = record.value();
    return codec
        .decode(value == null ? new byte[0] : value)
        .as(Transition.class)
        .orElseThrow(() -> new AssertionError("no transition at " + record.position()));
  }

  public int home(String process) {
    return topics.partitionOf(new ProcessId(process));
  }

  private void write(String topic, int partition, String key, byte[] value) {
    writer.write(new OutputRecord(topic, partition, key, value));
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public void close() {
    reader.close();
    routes.close();
    assignments.close();
    writer.close();
  }
}
