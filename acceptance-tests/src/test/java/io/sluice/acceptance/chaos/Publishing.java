package io.sluice.acceptance.chaos;

import io.sluice.acceptance.fleet.IslandFleet;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.picture.CodedFilm;
import io.sluice.acceptance.pion.PionPublisher;
import io.sluice.acceptance.program.Place;
import io.sluice.acceptance.program.RunningProgram;
import io.sluice.schemas.ProcessSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/// Processes whose publishers come back whatever happens to them.
final class Publishing implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /// The control plane that these faults never strike: clients find another one by themselves, or
  /// by what stands before them.
  private static final int CONTROL_PLANE = 1;

  private final IslandFleet fleet;
  private final List<String> ids;
  private final List<RunningProgram> publishers = new ArrayList<>();

  private Publishing(IslandFleet fleet, int count) {
    this.fleet = fleet;
    this.ids = IntStream.range(0, count).mapToObj(i -> "live-" + i).toList();
  }

  /// Returns when all are on air.
  static Publishing start(IslandFleet fleet, int count, Path folder) {
    Publishing publishing = new Publishing(fleet, count);
    CodedFilm film = CodedFilm.make(folder, 160, 96, 60, 2);
    publishing.ids.forEach(
        id -> fleet.commands().start(id, Configs.recording("H264", id + ".mkv")));
    publishing.ids.forEach(id -> fleet.process(id).awaitRoute());
    for (String id : publishing.ids) {
      String url = fleet.whipUrl(CONTROL_PLANE, id);
      publishing.publishers.add(PionPublisher.start(Place.HOST, url, film, "-again"));
    }
    publishing.awaitOnAir();
    return publishing;
  }

  List<String> ids() {
    return ids;
  }

  /// Which worker holds a process, by its number; -1 when none does.
  int holder(String id) {
    return snapshot(id)
        .getWorkerId()
        .map(worker -> Integer.parseInt(worker.substring(worker.lastIndexOf('-') + 1)))
        .orElse(-1);
  }

  /// The generations of those that a worker holds.
  Map<String, Long> heldBy(int worker) {
    return ids.stream()
        .filter(id -> holder(id) == worker)
        .collect(Collectors.toMap(Function.identity(), id -> snapshot(id).getGeneration()));
  }

  private ProcessSnapshot snapshot(String id) {
    return fleet.process(id).snapshot().orElseThrow();
  }

  /// One of these is on its way to another worker, or there.
  void awaitMoveOfAny(Map<String, Long> before) {
    Awaitility.await("one moves of " + before)
        .atMost(PATIENCE)
        .until(() -> before.entrySet().stream().anyMatch(this::isPlacedAgain));
  }

  /// Each of these is in a later generation than it was.
  void awaitPlacedAgain(Map<String, Long> before) {
    Awaitility.await("placed again: " + before)
        .atMost(PATIENCE)
        .until(() -> before.entrySet().stream().allMatch(this::isPlacedAgain));
  }

  private boolean isPlacedAgain(Map.Entry<String, Long> held) {
    return snapshot(held.getKey()).getGeneration() > held.getValue();
  }

  /// Media flows in every process.
  void awaitOnAir() {
    Awaitility.await("on air")
        .atMost(PATIENCE)
        .failFast(
            "a process is quarantined or stopped",
            () -> ids.stream().anyMatch(id -> isOver(snapshot(id).getState())))
        .until(() ->
            ids.stream()
                .map(this::snapshot)
                .allMatch(s -> s.getState().equals("ACTIVE") && s.getMediaFlowing()));
  }

  private static boolean isOver(String state) {
    return state.equals("QUARANTINED") || state.equals("STOPPED");
  }

  /// Ends all publishers and processes.
  void end() {
    close();
    ids.forEach(fleet.commands()::stop);
    ids.forEach(id -> fleet.process(id).awaitState("STOPPED"));
  }

  @Override
  public void close() {
    publishers.forEach(RunningProgram::close);
    publishers.clear();
  }
}
