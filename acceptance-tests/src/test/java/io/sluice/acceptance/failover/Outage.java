package io.sluice.acceptance.failover;

import io.sluice.acceptance.audit.LogAudit;
import io.sluice.acceptance.fleet.FragileFleet;
import io.sluice.acceptance.fleet.MemberJvm;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.acceptance.picture.CodedFilm;
import io.sluice.acceptance.pion.PionPublisher;
import io.sluice.acceptance.program.Place;
import io.sluice.acceptance.program.RunningProgram;
import io.sluice.schemas.FfmpegStarted;
import io.sluice.schemas.MediaStalled;
import io.sluice.schemas.MediaStarted;
import io.sluice.schemas.PublisherConnected;
import io.sluice.schemas.PublisherDisconnected;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/// Live streams, and one publisher that comes and goes, while Kafka is gone and then while the
/// control plane is.
public final class Outage {
  private static final String RESTLESS = "restless";

  private final FragileFleet fleet;
  private final List<String> ids;
  private final Duration length;

  /// @param fleet of which nothing runs yet but Kafka
  /// @param length of each of the two outages
  public Outage(FragileFleet fleet, int streams, Duration length) {
    this.fleet = fleet;
    this.ids = IntStream.range(0, streams).mapToObj(i -> "steady-" + i).toList();
    this.length = length;
  }

  /// Streams that were touched, facts that are missing or out of order, rules that were broken.
  public List<String> problems(Path folder) throws Exception {
    int seconds = Math.toIntExact(3 * length.toSeconds() + 60);
    CodedFilm film = CodedFilm.make(folder, 160, 96, seconds, 2);
    MemberJvm controlPlane = fleet.startControlPlane();
    fleet.startWorker("worker-1", FragileFleet.roomFor(ids.size() + 1));
    List<RunningProgram> publishers = new ArrayList<>();
    try {
      start(RESTLESS);
      for (String id : ids) {
        start(id);
        publishers.add(PionPublisher.start(Place.HOST, fleet.whipUrl(id), film));
      }
      ids.forEach(id -> fleet.process(id).awaitFact(MediaStarted.class));

      fleet.stopKafka();
      // Kafka is on no publisher's way.
      publish(film);
      pass(length);
      fleet.restartKafka();
      fleet.process(RESTLESS).awaitFact(PublisherDisconnected.class);

      controlPlane.kill();
      pass(length);
      fleet.startControlPlane();
      publish(film);
      fleet.process(RESTLESS).awaitFacts(PublisherDisconnected.class, 2);
      return problems();
    } finally {
      publishers.forEach(RunningProgram::close);
    }
  }

  private void start(String id) {
    fleet.commands().start(id, Configs.recording("H264", id + ".mkv"));
    fleet.process(id).awaitRoute();
  }

  /// To the restless one, for a moment.
  private void publish(CodedFilm film) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> {
          try (RunningProgram publisher =
              PionPublisher.start(Place.HOST, fleet.whipUrl(RESTLESS), film)) {
            publisher.await("connected");
            return publisher.end() == 0;
          }
        });
  }

  private static void pass(Duration time) {
    Awaitility.await().atMost(time.plusMinutes(1)).pollDelay(time).until(() -> true);
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>(LogAudit.problems(fleet.log()::of));
    problems.addAll(LogAudit.missingFacts(fleet.log()::of));
    ids.stream()
        .filter(id -> isTouched(fleet.process(id)))
        .forEach(id -> problems.add("stream " + id + " was touched"));
    return problems;
  }

  private static boolean isTouched(ProcessWatch process) {
    return process.causes(PublisherConnected.class).size() != 1
        || process.causes(MediaStarted.class).size() != 1
        || process.causes(FfmpegStarted.class).size() != 1
        || !process.causes(PublisherDisconnected.class).isEmpty()
        || !process.causes(MediaStalled.class).isEmpty();
  }
}
