package io.sluice.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.sluice.process.rules.AddressLists;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.legs.PublisherFeed;
import io.sluice.worker.legs.PublisherMedia;
import io.sluice.worker.ports.PortLease;
import io.sluice.worker.ports.PortPool;
import io.sluice.worker.ports.PortProbe;
import io.sluice.worker.ports.PortRange;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.testing.DirectLegOutput;
import io.sluice.worker.testing.RtpSource;
import io.sluice.worker.testing.RtpSource.Numbers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Publishers come and go before one real FFmpeg, each with other numbers.
class ReconnectIT {
  private static final FfmpegJob JOB =
      new FfmpegJob(
          List.of(),
          List.of(),
          List.of(
              new FfmpegLeg("file", "out.mkv", List.of()),
              new FfmpegLeg("hls", "live.m3u8", List.of("-hls_list_size", "0"))));

  /// The second wraps its sequence numbers, the third its timestamps, the fourth sends no reports.
  private static final List<Numbers> PUBLISHERS =
      List.of(
          new Numbers(1_000, 17, 90_000, true),
          new Numbers(-2_000, 65_500, -5, true),
          new Numbers(3_000, 4, -90_000, true),
          new Numbers(4_000, 40_000, 2_000_000_000, false),
          new Numbers(1_000, 30_000, 12, true));

  private static final List<String> SIZES =
      List.of("320x180", "640x360", "320x180", "480x270", "640x360");

  private static final Duration PAUSE = Duration.ofSeconds(1);

  @TempDir Path temp;

  @Test
  void oneRecordingAndOnePlaylistGoOnOverFivePublishers() throws Exception {
    PortPool pool = new PortPool(new PortRange(34_000, 34_039), 10, PortProbe.byBinding());
    List<Double> pauses = new ArrayList<>();
    try (FfmpegHost host =
            new FfmpegHost(
                FfmpegInstallation.find("ffmpeg"),
                OutputFolder.at(temp),
                Secrets.of(Optional.empty()),
                AddressLists.NONE,
                StopPatience.USUAL);
        PortLease lease = pool.lease();
        DirectLegOutput output = new DirectLegOutput();
        IngestLegs legs = IngestLegs.open(plan(lease))) {
      RunningFfmpeg ffmpeg = host.start(JOB, Optional.of(legs.plan()));
      assertThat(ffmpeg.awaitListening(Duration.ofSeconds(10))).isTrue();
      legs.ffmpegListens();
      long lastNanos = 0;
      for (int i = 0; i < PUBLISHERS.size(); i++) {
        PublisherFeed feed = legs.attach(new PublisherMedia(true, true), output);
        if (i > 0) {
          await().pollDelay(PAUSE).until(() -> true);
        }
        try (RtpSource source = new RtpSource(PUBLISHERS.get(i))) {
          long end = source.publish(feed, SIZES.get(i), 3);
          if (i > 0) {
            pauses.add((source.firstNanos() - lastNanos) / 1e9);
          }
          lastNanos = end;
        }
        assertThat(ffmpeg.exit().isDone()).as("after publisher %d", i).isFalse();
      }
      assertThat(ffmpeg.stop(legs::sendBye)).isFalse();
      host.endPlaylists(JOB);
    }

    List<Double> video = timestamps("v");
    List<Double> audio = timestamps("a");
    assertThat(video).isSorted().hasSizeGreaterThan(5 * 60);
    assertThat(audio).isSorted().hasSizeGreaterThan(5 * 120);
    assertThat(gaps(video)).hasSize(4);
    assertThat(gaps(audio)).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(length(video, gaps(video).get(i))).isCloseTo(pauses.get(i), within(0.5));
      // Sound begins again with the picture.
      assertThat(audio.get(gaps(audio).get(i)))
          .isCloseTo(video.get(gaps(video).get(i)), within(0.3));
    }
    assertThat(decodingErrors("out.mkv")).isEmpty();
    assertThat(decodingErrors("live.m3u8")).isEmpty();
    assertThat(segmentSeconds()).allSatisfy(seconds -> assertThat(seconds).isBetween(0.1, 8.0));
  }

  private static LegPlan plan(PortLease lease) {
    return LegPlan.adjacent(lease.block().first(), MediaCodec.H264, 96, MediaCodec.OPUS, 111);
  }

  /// Indexes of the packets that follow a silence.
  private static List<Integer> gaps(List<Double> times) {
    List<Integer> after = new ArrayList<>();
    for (int i = 1; i < times.size(); i++) {
      if (times.get(i) - times.get(i - 1) > PAUSE.toMillis() / 2_000.0) {
        after.add(i);
      }
    }
    return after;
  }

  private static double length(List<Double> times, int after) {
    return times.get(after) - times.get(after - 1);
  }

  private List<Double> timestamps(String stream) throws Exception {
    return run("ffprobe -v error -select_streams %s -show_entries packet=pts_time -of csv=p=0 out.mkv"
            .formatted(stream))
        .lines()
        .map(line -> Double.valueOf(line.replace(",", "")))
        .toList();
  }

  private String decodingErrors(String file) throws Exception {
    return run("ffmpeg -nostdin -v error -xerror -i " + file + " -f null -");
  }

  private List<Double> segmentSeconds() throws IOException {
    return Files.readAllLines(temp.resolve("live.m3u8")).stream()
        .filter(line -> line.startsWith("#EXTINF:"))
        .map(line -> Double.valueOf(line.substring(8).replace(",", "")))
        .toList();
  }

  private String run(String command) throws Exception {
    Process tool =
        new ProcessBuilder(command.split(" "))
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .start();
    return new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
