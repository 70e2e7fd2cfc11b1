package io.sluice.acceptance.failover;

import io.sluice.acceptance.fleet.FragileFleet;
import io.sluice.acceptance.fleet.MemberJvm;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.LogWatch;
import io.sluice.acceptance.log.Observed;
import io.sluice.acceptance.picture.CodedFilm;
import io.sluice.acceptance.pion.PionPublisher;
import io.sluice.acceptance.program.Place;
import io.sluice.acceptance.program.RunningProgram;
import io.sluice.schemas.Assignment;
import io.sluice.schemas.FactOrigin;
import io.sluice.schemas.FfmpegStarted;
import io.sluice.schemas.FfmpegStarting;
import io.sluice.schemas.MediaStarted;
import io.sluice.schemas.Route;
import io.sluice.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/// Publishers on one worker, which is killed while two others have room.
public final class WorkerLoss {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String DOOMED = "worker-1";

  private final FragileFleet fleet;
  private final List<String> ids;

  /// @param fleet of which nothing runs yet but Kafka
  public WorkerLoss(FragileFleet fleet, int publishers) {
    this.fleet = fleet;
    this.ids = IntStream.range(0, publishers).mapToObj(i -> "bereft-" + i).toList();
  }

  /// The ids of the processes.
  public List<String> ids() {
    return ids;
  }

  /// Returns when each process has its publisher again, in any order. The publishers are gone then.
  ///
  /// @param folder for the film that they publish
  public List<Regained> run(Path folder) throws IOException {
    CodedFilm film = CodedFilm.make(folder, 160, 96, 120, 2);
    fleet.startControlPlane();
    MemberJvm doomed = startWorker(DOOMED);
    ids.forEach(id -> fleet.commands().start(id, Configs.recording("H264", id + ".mkv")));
    Map<String, Route> before =
        ids.stream().collect(Collectors.toMap(id -> id, id -> fleet.process(id).awaitRoute()));
    List<RunningProgram> publishers = new ArrayList<>();
    try {
      for (String id : ids) {
        publishers.add(PionPublisher.start(Place.HOST, fleet.whipUrl(id), film, "-again"));
      }
      ids.forEach(id -> fleet.process(id).awaitFact(MediaStarted.class));
      startWorker("worker-2");
      startWorker("worker-3");
      return regained(before, killed(doomed));
    } finally {
      publishers.forEach(RunningProgram::close);
    }
  }

  private MemberJvm startWorker(String id) throws IOException {
    MemberJvm worker = fleet.startWorker(id, FragileFleet.roomFor(ids.size()));
    fleet.awaitReady(id);
    return worker;
  }

  private static Instant killed(MemberJvm worker) {
    Instant at = Instant.now();
    worker.kill();
    return at;
  }

  private List<Regained> regained(Map<String, Route> before, Instant killed) {
    List<Regained> all = new ArrayList<>();
    before.forEach((id, former) -> {
      long generation = former.getGeneration();
      Instant media =
          await(() -> told(id, generation, MediaStarted.class, MediaStarted::getOrigin));
      Instant route = await(() -> route(id, generation));
      Instant assigned = await(() -> assigned(id, generation));
      Instant begun =
          await(() -> told(id, generation, FfmpegStarting.class, FfmpegStarting::getOrigin));
      Instant listens =
          await(() -> told(id, generation, FfmpegStarted.class, FfmpegStarted::getOrigin));
      all.add(
          new Regained(
              id,
              Duration.between(killed, assigned),
              Duration.between(killed, begun),
              Duration.between(killed, listens),
              Duration.between(killed, route),
              Duration.between(killed, media)));
    });
    return all;
  }

  private static Instant await(Callable<Optional<Instant>> when) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(when, Optional::isPresent)
        .orElseThrow();
  }

  /// When a route of a later generation was seen.
  private Optional<Instant> route(String id, long generation) {
    LogWatch log = fleet.log();
    return log.of(TopicCatalogue.ROUTES, id).stream()
        .filter(seen -> seen.message() instanceof Route route && route.getGeneration() > generation)
        .map(Observed::seenAt)
        .findFirst();
  }

  /// When an assignment of a later generation was written, by the control plane's clock, which is
  /// this host's.
  private Optional<Instant> assigned(String id, long generation) {
    return fleet.log().of(TopicCatalogue.ASSIGNMENTS, id).stream()
        .filter(seen ->
            seen.message() instanceof Assignment given && given.getGeneration() > generation)
        .map(Observed::appendedAt)
        .findFirst();
  }

  /// When the new worker told that first, by its clock, which is this host's.
  private <T> Optional<Instant> told(
      String id, long generation, Class<T> fact, Function<T, FactOrigin> origin) {
    return fleet.log().of(TopicCatalogue.WORKER_EVENTS, id).stream()
        .map(Observed::message)
        .filter(fact::isInstance)
        .map(fact::cast)
        .map(origin)
        .filter(from -> from.getGeneration() > generation)
        .map(FactOrigin::getAt)
        .findFirst();
  }
}
