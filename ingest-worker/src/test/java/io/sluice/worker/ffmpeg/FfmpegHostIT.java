package io.sluice.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.process.rules.AddressLists;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.worker.ffmpeg.testing.RtpSender;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.ports.PortLease;
import io.sluice.worker.ports.PortPool;
import io.sluice.worker.ports.PortProbe;
import io.sluice.worker.ports.PortRange;
import io.sluice.worker.sdp.MediaCodec;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegHostIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final FfmpegJob RECORDING =
      new FfmpegJob(
          List.of(),
          List.of(),
          List.of(
              new FfmpegLeg("mkv", "rec/a.mkv", List.of()),
              new FfmpegLeg("mp4", "rec/a.mp4", List.of()),
              new FfmpegLeg("hls", "hls/live.m3u8", List.of("-hls_time", "1"))));

  @TempDir Path temp;
  private FfmpegHost host;
  private PortLease lease;
  private LegPlan plan;
  private IngestLegs legs;

  @BeforeEach
  void open() throws Exception {
    host =
        new FfmpegHost(
            FfmpegInstallation.find("ffmpeg"),
            OutputFolder.at(temp),
            Secrets.of(Optional.empty()),
            AddressLists.NONE,
            StopPatience.USUAL);
    lease = new PortPool(new PortRange(31_000, 31_399), 50, PortProbe.byBinding()).lease();
    plan = LegPlan.adjacent(lease.block().first(), MediaCodec.H264, 96, MediaCodec.OPUS, 111);
    legs = IngestLegs.open(plan);
  }

  @AfterEach
  void close() {
    legs.close();
    lease.close();
    host.close();
  }

  @Test
  void bindsTheLeasedPortsOnLoopbackAlone() throws Exception {
    RunningFfmpeg ffmpeg = host.start(RECORDING, Optional.of(plan));

    assertThat(ffmpeg.awaitListening(LIMIT)).isTrue();

    assertThat(BoundSockets.holdsAll(ffmpeg.pid(), lease.block().all())).isTrue();
    assertThat(ffmpeg.stop(legs::sendBye)).isFalse();
  }

  /// So that nobody on another host can say BYE to it, or anything else.
  @Test
  void hasNoOtherUdpSocketThanThose() throws Exception {
    RunningFfmpeg ffmpeg = host.start(RECORDING, Optional.of(plan));
    assertThat(ffmpeg.awaitListening(LIMIT)).isTrue();

    assertThat(udpSockets(ffmpeg.pid()))
        .containsExactlyInAnyOrderElementsOf(
            lease.block().all().stream().map("0100007F:%04X"::formatted).toList());
    assertThat(ffmpeg.stop(legs::sendBye)).isFalse();
  }

  @Test
  void endsInOrderBeforeAnyPacket() throws Exception {
    RunningFfmpeg ffmpeg = host.start(RECORDING, Optional.of(plan));
    assertThat(ffmpeg.awaitListening(LIMIT)).isTrue();

    boolean forced = ffmpeg.stop(legs::sendBye);

    assertThat(forced).isFalse();
    assertThat(ffmpeg.exit().join().reason()).isEqualTo(ExitReason.STOPPED);
    assertThat(ffmpeg.exit().join().expected()).isTrue();
  }

  @Test
  void finalisesItsFilesWhilePacketsArrive() throws Exception {
    RunningFfmpeg ffmpeg = host.start(RECORDING, Optional.of(plan));
    assertThat(ffmpeg.awaitListening(LIMIT)).isTrue();
    boolean forced;
    try (RtpSender _ = RtpSender.to(plan)) {
      awaitOutput(ffmpeg);
      forced = ffmpeg.stop(legs::sendBye);
    }
    assertThat(forced).isFalse();
    assertThat(ffmpeg.exit().join().reason()).isEqualTo(ExitReason.STOPPED);
    assertFinalised();
  }

  @Test
  void finalisesItsFilesAfterThePublisherFellSilent() throws Exception {
    RunningFfmpeg ffmpeg = host.start(RECORDING, Optional.of(plan));
    assertThat(ffmpeg.awaitListening(LIMIT)).isTrue();
    try (RtpSender _ = RtpSender.to(plan)) {
      awaitOutput(ffmpeg);
    }
    boolean forced = ffmpeg.stop(legs::sendBye);

    assertThat(forced).isFalse();
    assertFinalised();
  }

  @Test
  void recognisesAStolenPort() throws Exception {
    try (DatagramSocket _ =
        new DatagramSocket(
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), lease.block().audioRtcp()))) {
      RunningFfmpeg ffmpeg = host.start(RECORDING, Optional.of(plan));

      assertThat(ffmpeg.awaitListening(LIMIT)).isFalse();

      FfmpegExit exit = ffmpeg.exit().get(10, TimeUnit.SECONDS);
      assertThat(exit.reason()).isEqualTo(ExitReason.BIND_FAILED);
      assertThat(exit.lastLines()).anySatisfy(line -> assertThat(line).contains("bind failed"));
    }
  }

  @Test
  void recognisesAnOutputThatIsRefusedAndHidesItsKey() throws Exception {
    FfmpegExit exit =
        run("testsrc2=size=320x180:rate=15", "rtmp://127.0.0.1:1/live/very-secret", "libx264");

    assertThat(exit.reason()).isEqualTo(ExitReason.OUTPUT_REFUSED);
    assertThat(exit.lastLines().toString()).doesNotContain("very-secret");
  }

  @Test
  void recognisesACodecItDoesNotHave() throws Exception {
    assertThat(run("testsrc2", "a.mkv", "no_such_codec").reason())
        .isEqualTo(ExitReason.BAD_CONFIGURATION);
  }

  @Test
  void passesNothingOfTheWorkersEnvironmentOn() throws Exception {
    RunningFfmpeg ffmpeg = host.start(RECORDING, Optional.of(plan));
    assertThat(ffmpeg.awaitListening(LIMIT)).isTrue();

    String environment =
        Files.readString(Path.of("/proc/" + ffmpeg.pid() + "/environ"), StandardCharsets.UTF_8);

    assertThat(environment.split("\0"))
        .allMatch(entry -> entry.matches("(PATH|LC_ALL|AV_LOG_FORCE_NOCOLOR)=.*"));
    ffmpeg.stop(legs::sendBye);
  }

  @Test
  void finalisesWhatWasSuspended() throws Exception {
    RunningFfmpeg ffmpeg = host.start(RECORDING, Optional.of(plan));
    assertThat(ffmpeg.awaitListening(LIMIT)).isTrue();
    try (RtpSender _ = RtpSender.to(plan)) {
      awaitOutput(ffmpeg);
      new ProcessBuilder("kill", "-STOP", Long.toString(ffmpeg.pid())).start().waitFor();

      assertThat(ffmpeg.stop(legs::sendBye)).isFalse();
    }
    assertThat(ffmpeg.exit().join().reason()).isEqualTo(ExitReason.STOPPED);
    assertFinalised();
  }

  @Test
  void killsOnlyWhatDoesNotEndOtherwise() throws Exception {
    try (ServerSocket neverReads = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      FfmpegJob job =
          new FfmpegJob(
              List.of(),
              List.of(new FfmpegLeg("in", "testsrc2=size=1280x720", List.of("-f", "lavfi"))),
              List.of(
                  new FfmpegLeg(
                      "out",
                      "tcp://127.0.0.1:" + neverReads.getLocalPort(),
                      List.of("-c:v", "rawvideo", "-f", "matroska"))));
      RunningFfmpeg ffmpeg = host.start(job, Optional.empty());
      neverReads.setSoTimeout(20_000);
      var _ = neverReads.accept();
      awaitBlocked(ffmpeg);

      boolean forced = ffmpeg.stop(legs::sendBye);

      assertThat(forced).isTrue();
      assertThat(ffmpeg.exit().join().signal()).hasValue(9);
      assertThat(ffmpeg.exit().join().reason()).isEqualTo(ExitReason.KILLED);
    }
  }

  /// It may be so at once, before it has said anything of its progress.
  private static void awaitBlocked(RunningFfmpeg ffmpeg) {
    long[] before = {Long.MIN_VALUE};
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> {
          long now = ffmpeg.progress().bytes();
          boolean still = now == before[0];
          before[0] = now;
          return still;
        });
  }

  @Test
  void leavesNoFfmpegBehindWhenItsJvmIsKilled() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StartsAnFfmpeg.class.getName(),
                temp.toString(),
                Integer.toString(lease.block().first()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long pid;
    try (var said = jvm.inputReader(StandardCharsets.UTF_8)) {
      pid =
          said.lines()
              .filter(line -> line.startsWith(StartsAnFfmpeg.PID))
              .mapToLong(line -> Long.parseLong(line.substring(StartsAnFfmpeg.PID.length())))
              .findFirst()
              .orElseThrow();
      assertThat(ProcessHandle.of(pid)).isPresent();
    } finally {
      jvm.destroyForcibly();
    }
    jvm.waitFor();
    await().atMost(LIMIT).until(() -> ended(pid));
  }

  /// Gone, or a zombie that nobody has collected yet.
  private static boolean ended(long pid) throws IOException {
    Path stat = Path.of("/proc/" + pid + "/stat");
    return !Files.exists(stat) || Files.readString(stat).contains(") Z ");
  }

  /// Local addresses and ports of a process, IPv4 and IPv6, as the kernel prints them.
  private static List<String> udpSockets(long pid) throws IOException {
    Path proc = Path.of("/proc", Long.toString(pid));
    Set<Long> own = BoundSockets.ownSockets(proc.resolve("fd"));
    List<String> sockets = new ArrayList<>();
    for (String table : List.of("net/udp", "net/udp6")) {
      Files.readAllLines(proc.resolve(table)).stream()
          .skip(1)
          .map(line -> line.strip().split("\\s+"))
          .filter(fields -> own.contains(Long.parseLong(fields[9])))
          .forEach(fields -> sockets.add(fields[1]));
    }
    return sockets;
  }

  private FfmpegExit run(String source, String address, String codec) throws Exception {
    FfmpegJob job =
        new FfmpegJob(
            List.of(),
            List.of(new FfmpegLeg("in", source, List.of("-re", "-f", "lavfi"))),
            List.of(new FfmpegLeg("out", address, List.of("-c:v", codec))));
    return host.start(job, Optional.empty()).exit().get(20, TimeUnit.SECONDS);
  }

  private void awaitOutput(RunningFfmpeg ffmpeg) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ffmpeg.progress().outTime().compareTo(Duration.ofSeconds(2)) > 0);
  }

  private void assertFinalised() throws Exception {
    assertThat(temp.resolve("hls/live.m3u8")).content().doesNotContain("#EXT-X-ENDLIST");
    host.endPlaylists(RECORDING);
    host.endPlaylists(RECORDING);
    for (String file : List.of("rec/a.mkv", "rec/a.mp4", "hls/live.m3u8")) {
      assertThat(streams(temp.resolve(file))).as(file).contains("h264", "opus");
    }
    assertThat(temp.resolve("hls/live.m3u8")).content().containsOnlyOnce("#EXT-X-ENDLIST");
  }

  private static List<String> streams(Path file) throws Exception {
    Process ffprobe =
        new ProcessBuilder(
                "ffprobe",
                "-v",
                "error",
                "-show_entries",
                "stream=codec_name",
                "-of",
                "csv=p=0",
                file.toString())
            .start();
    return ffprobe.inputReader(StandardCharsets.UTF_8).lines().toList();
  }
}
