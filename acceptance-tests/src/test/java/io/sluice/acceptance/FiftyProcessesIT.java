package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.ffmpeg.Command;
import io.sluice.acceptance.ffmpeg.DtlsRole;
import io.sluice.acceptance.ffmpeg.FfmpegPublisher;
import io.sluice.acceptance.ffmpeg.HostProcess;
import io.sluice.acceptance.fleet.FragileFleet;
import io.sluice.acceptance.fleet.MemberJvm;
import io.sluice.acceptance.http.HttpCalls;
import io.sluice.acceptance.log.Configs;
import io.sluice.schemas.FfmpegStarted;
import io.sluice.schemas.MediaStarted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fifty processes on one worker, each fed by a WHIP publisher of its own, leave nothing behind.
/// The publishers are FFmpegs that send a coded film as it is, ten at a time: fifty encoders would
/// measure the machine.
class FiftyProcessesIT {
  private static final int PROCESSES = 50;
  private static final int AT_A_TIME = 10;
  private static final String WORKER = "worker-1";

  private final HttpCalls http = HttpCalls.staying();

  /// What one worker holds of its host.
  private record Holdings(int openFiles, int threads, int children, int freeLeases) {
    boolean isNoMoreThan(Holdings other) {
      return openFiles <= other.openFiles
          && threads <= other.threads
          && children <= other.children
          && freeLeases >= other.freeLeases;
    }
  }

  @Test
  void leavesNoPortPidFileOrThreadBehind(@TempDir Path folder) throws IOException {
    Path film = film(folder);
    try (FragileFleet fleet = new FragileFleet(folder, Duration.ofSeconds(6))) {
      fleet.startControlPlane();
      MemberJvm worker = fleet.startWorker(WORKER, FragileFleet.roomFor(PROCESSES + 10));
      HostProcess host = new HostProcess(worker.pid());
      // What is made once, with the first publishers, is no leak.
      startFeedStop(fleet, "before", AT_A_TIME, film);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> holdings(fleet, host).children() == 0);
      Holdings before = holdings(fleet, host);

      List<Long> pids = startFeedStop(fleet, "fifty", PROCESSES, film);

      assertThat(pids).doesNotHaveDuplicates().hasSize(PROCESSES);
      assertThat(pids).noneMatch(pid -> new HostProcess(pid).isRunning());
      // Idle threads and pooled connections go after a minute.
      Awaitility.await("no more than before: " + before)
          .atMost(Duration.ofSeconds(120))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> assertThat(holdings(fleet, host)).matches(now -> now.isNoMoreThan(before)));
      assertThat(IntStream.range(0, PROCESSES))
          .allSatisfy(i -> assertThat(folder.resolve("out/fifty-" + i + ".mkv")).isNotEmptyFile());
    }
  }

  /// @return the pids of the FFmpegs that ran, all at the same time
  private List<Long> startFeedStop(FragileFleet fleet, String name, int count, Path film) {
    List<String> ids = IntStream.range(0, count).mapToObj(i -> name + "-" + i).toList();
    ids.forEach(id -> fleet.commands().start(id, Configs.recording("H264", id + ".mkv")));
    List<Long> pids =
        ids.stream().map(id -> fleet.process(id).awaitFact(FfmpegStarted.class).getPid()).toList();
    assertThat(pids).allMatch(pid -> new HostProcess(pid).isRunning());
    for (int from = 0; from < count; from += AT_A_TIME) {
      feed(fleet, ids.subList(from, from + AT_A_TIME), film);
    }
    ids.forEach(id -> fleet.commands().stop(id));
    ids.forEach(id -> fleet.process(id).awaitState("STOPPED"));
    return pids;
  }

  private static void feed(FragileFleet fleet, List<String> ids, Path film) {
    List<FfmpegPublisher> publishers =
        ids.stream()
            .map(id -> FfmpegPublisher.play(film, fleet.whipUrl(id), DtlsRole.ACTIVE))
            .toList();
    try {
      ids.forEach(id -> fleet.process(id).awaitFact(MediaStarted.class));
      assertThat(publishers).allSatisfy(publisher -> assertThat(publisher.awaitEnd()).isZero());
    } finally {
      publishers.forEach(FfmpegPublisher::close);
    }
  }

  private Holdings holdings(FragileFleet fleet, HostProcess host) {
    String worker = http.awaitOk(fleet.apiUrl("/api/v1/workers")).body();
    Matcher free = Pattern.compile("\"freeLeases\":([0-9]+)").matcher(worker);
    assertThat(free.find()).as(worker).isTrue();
    return new Holdings(
        host.openFiles(),
        host.threads(),
        host.descendants().size(),
        Integer.parseInt(free.group(1)));
  }

  /// Six seconds, so that ten publishers that start one after the other are on air together.
  private static Path film(Path folder) {
    Path film = folder.resolve("film.mkv");
    Command.run(
            List.of(
                ("ffmpeg -v error -f lavfi -i testsrc2=size=320x180:rate=15:duration=6"
                        + " -f lavfi -i sine=sample_rate=48000:duration=6 -c:v libx264"
                        + " -profile:v baseline -preset ultrafast -tune zerolatency -pix_fmt yuv420p"
                        + " -g 15 -b:v 150k -c:a libopus -ac 2 -b:a 32k "
                        + film)
                    .split(" ")))
        .outputOrFail();
    assertThat(Files.exists(film)).isTrue();
    return film;
  }
}
