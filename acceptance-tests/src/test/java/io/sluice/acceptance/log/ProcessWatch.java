package io.sluice.acceptance.log;

import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Recorded;
import io.sluice.schemas.Route;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.Topic;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;

/// What the log says of one process: now, and what is awaited of it.
public final class ProcessWatch {
  private static final RecordCodec CODEC = RecordCodec.standard();
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final LogWatch log;
  private final String processId;

  ProcessWatch(LogWatch log, String processId) {
    this.log = log;
    this.processId = processId;
  }

  public List<Transition> history() {
    return log.of(TopicCatalogue.PROCESS_EVENTS, processId).stream()
        .map(o -> (Transition) o.message())
        .toList();
  }

  /// Every transition that settles `commandId`: one, or the log is wrong.
  public List<Transition> outcomes(String commandId) {
    return history().stream()
        .filter(t -> t.getCommandId().filter(commandId::equals).isPresent())
        .toList();
  }

  public Optional<ProcessSnapshot> snapshot() {
    return last(TopicCatalogue.PROCESSES, ProcessSnapshot.class);
  }

  /// Empty before the first route and after a tombstone.
  public Optional<Route> route() {
    return last(TopicCatalogue.ROUTES, Route.class);
  }

  /// All that was ever published, in order; empty for each time that it was withdrawn.
  public List<Optional<Route>> routes() {
    return log.of(TopicCatalogue.ROUTES, processId).stream()
        .map(o -> Optional.ofNullable((Route) o.message()))
        .toList();
  }

  private <T extends SpecificRecord> Optional<T> last(Topic topic, Class<T> type) {
    List<Observed> all = log.of(topic, processId);
    return all.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(all.getLast().message()).map(type::cast);
  }

  /// Facts and commands of one type that were decided, in order.
  public <T extends SpecificRecord> List<T> causes(Class<T> type) {
    return history().stream()
        .flatMap(transition -> transition.getCause().stream())
        .flatMap(recorded -> decoded(recorded, type))
        .toList();
  }

  /// Events of one type, in order.
  public <T extends SpecificRecord> List<T> events(Class<T> type) {
    return history().stream()
        .flatMap(transition -> transition.getEvents().stream())
        .flatMap(recorded -> decoded(recorded, type))
        .toList();
  }

  private static <T extends SpecificRecord> Stream<T> decoded(Recorded recorded, Class<T> type) {
    return CODEC.decode(recorded).as(type).stream();
  }

  public Transition awaitOutcome(String commandId) {
    return await("the outcome of " + commandId, () -> outcomes(commandId).stream().findFirst());
  }

  public Route awaitRoute() {
    return await("a route", this::route);
  }

  /// A route other than `former`.
  public Route awaitRouteAfter(Route former) {
    return await("another route", () -> route().filter(Predicate.not(former::equals)));
  }

  public ProcessSnapshot awaitState(String state) {
    return await("state " + state, () -> snapshot().filter(s -> s.getState().equals(state)));
  }

  /// The first fact of a type.
  public <T extends SpecificRecord> T awaitFact(Class<T> type) {
    return await("a " + type.getSimpleName(), () -> causes(type).stream().findFirst());
  }

  /// At least `count` facts of a type.
  public <T extends SpecificRecord> List<T> awaitFacts(Class<T> type, int count) {
    return await(
        count + " of " + type.getSimpleName(),
        () -> Optional.of(causes(type)).filter(facts -> facts.size() >= count));
  }

  /// The latest report of one run of FFmpeg, once `wanted` is true of it.
  public FfmpegReport awaitReport(long generation, int attempt, Predicate<FfmpegReport> wanted) {
    String run = processId + "/" + generation + "/" + attempt;
    return await(
        "report " + run,
        () ->
            log.of(TopicCatalogue.REPORTS, run).reversed().stream()
                .findFirst()
                .map(o -> (FfmpegReport) o.message())
                .filter(wanted));
  }

  /// The first event of a type.
  public <T extends SpecificRecord> T awaitEvent(Class<T> type) {
    return await("event " + type.getSimpleName(), () -> events(type).stream().findFirst());
  }

  /// At least `count` events of a type.
  public <T extends SpecificRecord> List<T> awaitEvents(Class<T> type, int count) {
    return await(
        count + " events " + type.getSimpleName(),
        () -> Optional.of(events(type)).filter(events -> events.size() >= count));
  }

  private <T> T await(String what, Supplier<Optional<T>> question) {
    try {
      return Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(question::get, Optional::isPresent)
          .orElseThrow();
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError(
          "process " + processId + ": no " + what + " within " + PATIENCE + "; " + summary(), e);
    }
  }

  private String summary() {
    return "its history: "
        + history().stream()
            .map(t ->
                t.getSequence()
                    + " "
                    + t.getCause().map(Recorded::getType).orElse("?")
                    + " -> "
                    + t.getEvents().stream().map(Recorded::getType).toList()
                    + " "
                    + t.getState())
            .toList();
  }
}
