package io.sluice.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.process.rules.AddressLists;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.process.rules.JobNames;
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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One publisher after the other, and several outputs of one real FFmpeg.
class OutputsIT {
  private static final int SECONDS = 4;

  /// The second one's numbers have nothing to do with the first one's.
  private static final List<Numbers> PUBLISHERS =
      List.of(new Numbers(1_000, 17, 90_000, true), new Numbers(-2_000, 65_500, -5, true));

  @TempDir Path temp;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void aRecordingGoesOnBesideAnOutputThatIsRefusedAndOneThatNobodyReads() throws Exception {
    try (ServerSocket sink = new ServerSocket()) {
      sink.setReceiveBufferSize(4_096);
      sink.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      CompletableFuture<Socket> connected = CompletableFuture.supplyAsync(() -> accept(sink));

      boolean forced =
          publish(
              new FfmpegLeg(
                  "refused",
                  "rtmp://127.0.0.1:" + unusedPort() + "/live/x",
                  List.of("-c:v", "copy", "-c:a", "aac")),
              new FfmpegLeg(
                  "unread",
                  "tcp://127.0.0.1:" + sink.getLocalPort() + "?send_buffer_size=4096",
                  List.of("-f", "mpegts")),
              new FfmpegLeg("file", "out.mkv", List.of()),
              new FfmpegLeg("fragmented", "out.mp4", List.of()));

      connected.get(1, TimeUnit.SECONDS).close();
      assertThat(forced).isFalse();
    }
    for (String file : List.of("out.mkv", "out.mp4")) {
      assertThat(videoSeconds(file)).as(file).isGreaterThan(2 * SECONDS - 1);
      assertThat(run("ffmpeg -nostdin -v error -xerror -i " + file + " -f null -")).isEmpty();
    }
  }

  @Test
  void twoPublishersReachAnRtmpServerAndAnSrtListener() throws Exception {
    int rtmp = unusedPort();
    int srt = unusedPort();
    startNginx(rtmp);
    start(
        List.of(
            "ffmpeg",
            "-nostdin",
            "-y",
            "-v",
            "error",
            "-i",
            "srt://127.0.0.1:" + srt + "?mode=listener",
            "-c",
            "copy",
            "srt.ts"));

    boolean forced =
        publish(
            new FfmpegLeg(
                "rtmp",
                "rtmp://127.0.0.1:" + rtmp + "/live/{processid}",
                List.of("-c:v", "copy", "-c:a", "aac")),
            new FfmpegLeg("srt", "srt://127.0.0.1:" + srt, List.of()));

    assertThat(forced).isFalse();
    assertThat(started.getLast().waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(videoSeconds("srt.ts")).isGreaterThan(2 * SECONDS - 1);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(videoSeconds("rec/camera-1.flv")).isGreaterThan(2 * SECONDS - 1));
  }

  /// @return whether FFmpeg had to be killed
  private boolean publish(FfmpegLeg... outputs) throws Exception {
    FfmpegJob job =
        new FfmpegJob(List.of(), List.of(), List.of(outputs), new JobNames("camera-1", ""));
    PortPool pool = new PortPool(new PortRange(35_000, 35_039), 10, PortProbe.byBinding());
    try (FfmpegHost host =
            new FfmpegHost(
                FfmpegInstallation.find("ffmpeg"),
                OutputFolder.at(temp),
                Secrets.of(Optional.empty()),
                AddressLists.NONE,
                StopPatience.USUAL);
        PortLease lease = pool.lease();
        DirectLegOutput output = new DirectLegOutput();
        IngestLegs legs =
            IngestLegs.open(
                LegPlan.adjacent(
                    lease.block().first(), MediaCodec.H264, 96, MediaCodec.OPUS, 111))) {
      RunningFfmpeg ffmpeg = host.start(job, Optional.of(legs.plan()));
      assertThat(ffmpeg.awaitListening(Duration.ofSeconds(20))).isTrue();
      legs.ffmpegListens();
      for (Numbers numbers : PUBLISHERS) {
        PublisherFeed feed = legs.attach(new PublisherMedia(true, true), output);
        try (RtpSource source = new RtpSource(numbers)) {
          source.publish(feed, "640x360", SECONDS);
        }
        assertThat(ffmpeg.exit().isDone()).isFalse();
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
      }
      return ffmpeg.stop(legs::sendBye);
    }
  }

  private void startNginx(int port) throws IOException {
    Path recorded = Files.createDirectories(temp.resolve("rec"));
    Files.createDirectories(temp.resolve("logs"));
    Path config = temp.resolve("nginx.conf");
    Files.writeString(
        config,
        """
        load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
        user root;
        daemon off;
        master_process off;
        pid nginx.pid;
        error_log stderr warn;
        events {}
        rtmp {
          server {
            listen 127.0.0.1:%d;
            application live { live on; record all; record_path %s; }
          }
        }
        """
            .formatted(port, recorded));
    start(List.of("/usr/sbin/nginx", "-p", temp.toString(), "-c", config.toString()));
    await().atMost(Duration.ofSeconds(10)).until(() -> answers(port));
  }

  private void start(List<String> command) throws IOException {
    started.add(
        new ProcessBuilder(command)
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("started-" + started.size() + ".log").toFile())
            .start());
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static Socket accept(ServerSocket sink) {
    try {
      return sink.accept();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private double videoSeconds(String file) throws Exception {
    List<Double> times =
        run("ffprobe -v error -select_streams v -show_entries packet=pts_time -of csv=p=0 " + file)
            .lines()
            .map(line -> line.replace(",", ""))
            .filter(line -> line.matches("[0-9.]+"))
            .map(Double::valueOf)
            .sorted()
            .toList();
    return times.isEmpty() ? 0 : times.getLast() - times.getFirst();
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
