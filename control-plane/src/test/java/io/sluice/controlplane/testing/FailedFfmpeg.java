package io.sluice.controlplane.testing;

import io.sluice.controlplane.placement.Candidate;
import io.sluice.controlplane.placement.PlacementWish;
import io.sluice.controlplane.process.FactOrigin;
import io.sluice.controlplane.process.ProcessConfig;
import io.sluice.controlplane.process.ProcessInput.StartProcess;
import io.sluice.controlplane.process.Samples;
import io.sluice.controlplane.process.Supervision;
import io.sluice.controlplane.process.WhipIngest;
import io.sluice.controlplane.process.WorkerFact.FfmpegExited;
import io.sluice.controlplane.process.WorkerFact.FfmpegStarted;
import io.sluice.controlplane.process.WorkerFact.MediaStarted;
import io.sluice.controlplane.process.WorkerFact.PortsAllocated;
import io.sluice.controlplane.process.WorkerFact.PublisherConnected;
import io.sluice.identity.WorkerId;
import io.sluice.process.rules.FfmpegFeature;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A process whose output refused the stream: with all that must not be told.
public final class FailedFfmpeg {
  public static final String HOST = "live.customer.example";
  public static final String STREAM_KEY = "a1b2-secret-key";
  public static final String VIEWER_IP = "198.51.100.77";
  public static final String TOKEN_HASH = "3f".repeat(32);
  public static final String CUSTOMER = "Customer Ltd";

  private FailedFfmpeg() {}

  /// Started (1), running (2, 3), published to (4, 5), failed (6), running again (7, 8).
  public static RecordedHistory history() {
    FactOrigin origin = Samples.origin(Samples.ALPHA, Samples.FIRST_LIFE, 1);
    return new RecordedHistory(Samples.CAMERA)
        .input(start(), candidate(Samples.ALPHA), candidate(Samples.BETA))
        .later(Duration.ofMillis(200))
        .input(Samples.portsAllocated(origin))
        .later(Duration.ofMillis(100))
        .input(Samples.ffmpegStarted(origin))
        .later(Duration.ofSeconds(5))
        .input(
            new PublisherConnected(
                origin,
                Samples.SESSION,
                VIEWER_IP + ":50000",
                "OBS",
                "H264",
                "OPUS",
                "SERVER",
                "AES128_GCM",
                80_000))
        .later(Duration.ofMillis(50))
        .input(new MediaStarted(origin, Samples.SESSION, 120_000, 1280, 720))
        .later(Duration.ofMinutes(3))
        .input(
            new FfmpegExited(
                origin,
                1,
                4711,
                1,
                null,
                "OUTPUT_REFUSED",
                false,
                List.of(
                    "rtmp://" + HOST + "/app/" + STREAM_KEY + ": Connection refused",
                    "Error opening output " + STREAM_KEY + " at " + VIEWER_IP)))
        .later(Duration.ofSeconds(1))
        .input(new PortsAllocated(origin, 2, Samples.PORTS, Samples.WHIP_URL))
        .input(new FfmpegStarted(origin, 2, 4712, 80_000));
  }

  private static Candidate candidate(WorkerId worker) {
    List<String> features =
        Stream.concat(
                Samples.ABLE.stream(), Stream.of(FfmpegFeature.AV1_RTP, FfmpegFeature.ENHANCED_FLV))
            .toList();
    return new Candidate(worker, Samples.FIRST_LIFE, 10, 5, 5, 0.5, 0.5, features, Map.of(), 0);
  }

  private static StartProcess start() {
    WhipIngest whip = new WhipIngest(true, List.of(), List.of(), 0, 0, TOKEN_HASH, "", false, "");
    ProcessConfig config =
        new ProcessConfig(
            "studio",
            whip,
            new FfmpegJob(
                List.of(),
                List.of(),
                List.of(
                    new FfmpegLeg(
                        "live",
                        "rtmp://" + HOST + "/app/" + STREAM_KEY,
                        List.of("-c", "copy", "-f", "flv")))),
            Map.of("customer", CUSTOMER),
            PlacementWish.NOTHING,
            ProcessConfig.CONTINUE,
            Supervision.USUAL);
    return new StartProcess("c1", Samples.CAMERA.value(), Samples.NOW, "tests", config);
  }
}
