package io.sluice.controlplane.archive;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.replay.LogReader;
import io.sluice.eventlog.replay.ReplayFrom;
import io.sluice.eventlog.replay.ReplayProgress;
import io.sluice.eventlog.replay.ReplayUntil;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Route;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.RecordCodec;
import io.sluice.schemas.topic.Partitions;
import io.sluice.schemas.topic.Topic;
import io.sluice.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// The past, as it stands in Kafka. Every method may throw [LogUnavailableException] when Kafka
/// does not answer within the patience given.
///
/// Thread: confined to one.
public final class Archive implements AutoCloseable {
  private static final Topic HISTORY = TopicCatalogue.PROCESS_EVENTS;

  // What is younger may be in the history and not yet in the snapshots.
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final LogReader reader;
  private final RecordCodec codec = RecordCodec.standard();

  private Archive(LogReader reader) {
    this.reader = reader;
  }

  /// @param patience how long to wait for Kafka before giving up
  /// @param progress told during each reading
  public static Archive open(KafkaConnection kafka, Duration patience, ReplayProgress progress) {
    return new Archive(LogReader.open(kafka, patience, progress));
  }

  /// What happened to `process` within `span`, in order. Reads the whole partition only when the
  /// way from one transition back to the one before is broken.
  public List<Transition> history(ProcessId process, Span span) {
    return history(process, span, last(process));
  }

  /// The same for who knows already which transition is the last, or was a moment ago.
  ///
  /// @param last empty when the process was never heard of by then
  public List<Transition> history(ProcessId process, Span span, Optional<LastTransition> last) {
    List<Transition> history =
        new ArrayList<>(last.map(known -> upTo(process, known, span)).orElse(List.of()));
    history.addAll(since(process, last.map(LastTransition::sequence).orElse(0L)));
    return history.stream().filter(span::contains).toList();
  }

  private List<Transition> upTo(ProcessId process, LastTransition last, Span span) {
    if (span.beginsAfter(last)) {
      return List.of();
    }
    return new HistorySearch((from, number) -> stretch(process, from, number))
        .backwards(last.sequence(), last.at(), span)
        .orElseGet(() -> stretch(process, Instant.EPOCH, last.sequence()));
  }

  /// What was decided so lately that it may not be known yet; nothing beyond a hole.
  private List<Transition> since(ProcessId process, long known) {
    List<Transition> fresh = new ArrayList<>();
    for (Transition transition : stretch(process, Instant.now().minus(FRESH), Long.MAX_VALUE)) {
      if (transition.getSequence() == known + fresh.size() + 1) {
        fresh.add(transition);
      }
    }
    return fresh;
  }

  /// As the last snapshot says.
  public Optional<LastTransition> last(ProcessId process) {
    return snapshot(process)
        .map(snapshot -> new LastTransition(snapshot.getSequence(), snapshot.getChangedAt()));
  }

  /// The last state of `process`; empty when it was never heard of.
  public Optional<ProcessSnapshot> snapshot(ProcessId process) {
    Map<String, byte[]> latest = new HashMap<>();
    reader.readKey(
        TopicCatalogue.PROCESSES.name(),
        process.value(),
        ReplayFrom.beginning(),
        record -> keepLatest(record, latest));
    return Optional.ofNullable(decoded(latest, ProcessSnapshot.class).get(process.value()));
  }

  /// The last state of every process, by its id.
  public Map<String, ProcessSnapshot> snapshots() {
    return latest(TopicCatalogue.PROCESSES, ProcessSnapshot.class);
  }

  /// Every route there is, by the id of its process.
  public Map<String, Route> routes() {
    return latest(TopicCatalogue.ROUTES, Route.class);
  }

  /// The last report of each run of FFmpeg for one process, the earliest run first.
  public List<FfmpegReport> reports(ProcessId process) {
    Map<String, byte[]> latest = new HashMap<>();
    String topic = TopicCatalogue.REPORTS.name();
    reader.read(
        topic,
        Set.of(home(process, topic)),
        ReplayFrom.beginning(),
        record -> {
          String key = record.key();
          if (key != null && key.startsWith(process + "/")) {
            keepLatest(record, latest);
          }
        });
    return decoded(latest, FfmpegReport.class).values().stream()
        .sorted(
            Comparator.comparingLong(FfmpegReport::getGeneration)
                .thenComparingInt(FfmpegReport::getAttempt))
        .toList();
  }

  /// How many partitions the history has.
  public int partitions() {
    return reader.partitionCount(HISTORY.name());
  }

  /// Gives every transition of `partitions`, or of all when that is empty, whose process `wanted`
  /// accepts by its id; those of one process in order.
  ///
  /// @param until those appended then or later are left out; null for none
  public void transitions(
      Set<Integer> partitions,
      Predicate<String> wanted,
      @Nullable Instant until,
      Consumer<Transition> sink) {
    reader.read(
        HISTORY.name(),
        partitions,
        ReplayFrom.beginning(),
        until == null ? ReplayUntil.presentEnd() : new ReplayUntil.Time(until),
        record -> {
          String key = record.key();
          if (key != null && wanted.test(key)) {
            decoded(record, Transition.class).ifPresent(sink);
          }
        });
  }

  private List<Transition> stretch(ProcessId process, Instant from, long last) {
    List<Transition> found = new ArrayList<>();
    String topic = HISTORY.name();
    reader.readWhile(
        topic,
        Set.of(home(process, topic)),
        from.equals(Instant.EPOCH) ? ReplayFrom.beginning() : new ReplayFrom.Time(from),
        ReplayUntil.presentEnd(),
        record -> {
          if (process.value().equals(record.key())) {
            decoded(record, Transition.class).ifPresent(found::add);
          }
          return found.isEmpty() || found.getLast().getSequence() < last;
        });
    return found;
  }

  private int home(ProcessId process, String topic) {
    return Partitions.of(process.value(), reader.partitionCount(topic));
  }

  private <T extends SpecificRecord> Map<String, T> latest(Topic topic, Class<T> type) {
    Map<String, byte[]> latest = new HashMap<>();
    reader.read(topic.name(), Set.of(), ReplayFrom.beginning(), r -> keepLatest(r, latest));
    return decoded(latest, type);
  }

  /// As compaction would: the last value of each key, and none after a tombstone.
  private static void keepLatest(InputRecord record, Map<String, byte[]> latest) {
    String key = record.key();
    byte[] value = record.value();
    if (key != null && value != null) {
      latest.put(key, value);
    } else if (key != null) {
      latest.remove(key);
    }
  }

  private <T extends SpecificRecord> Map<String, T> decoded(
      Map<String, byte[]> values, Class<T> type) {
    Map<String, T> decoded = new TreeMap<>();
    values.forEach((key, value) ->
        codec.decode(value).as(type).ifPresent(message -> decoded.put(key, message)));
    return decoded;
  }

  private <T extends SpecificRecord> Optional<T> decoded(InputRecord record, Class<T> type) {
    byte[] value = record.value();
    return value == null ? Optional.empty() : codec.decode(value).as(type);
  }

  @Override
  public void close() {
    reader.close();
  }
}
