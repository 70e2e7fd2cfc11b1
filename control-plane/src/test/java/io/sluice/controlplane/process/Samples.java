package io.sluice.controlplane.process;

import io.sluice.controlplane.placement.Candidate;
import io.sluice.controlplane.placement.PlacementWish;
import io.sluice.controlplane.process.ProcessInput.ReleaseProcess;
import io.sluice.controlplane.process.ProcessInput.RestartProcess;
import io.sluice.controlplane.process.ProcessInput.StartProcess;
import io.sluice.controlplane.process.ProcessInput.StopProcess;
import io.sluice.controlplane.process.ProcessInput.UpdateProcess;
import io.sluice.controlplane.process.WorkerFact.AllocationFailed;
import io.sluice.controlplane.process.WorkerFact.FfmpegExited;
import io.sluice.controlplane.process.WorkerFact.FfmpegFinishing;
import io.sluice.controlplane.process.WorkerFact.FfmpegStarted;
import io.sluice.controlplane.process.WorkerFact.FfmpegStarting;
import io.sluice.controlplane.process.WorkerFact.LimitExceeded;
import io.sluice.controlplane.process.WorkerFact.MediaStalled;
import io.sluice.controlplane.process.WorkerFact.MediaStarted;
import io.sluice.controlplane.process.WorkerFact.PictureSizeChanged;
import io.sluice.controlplane.process.WorkerFact.PortsAllocated;
import io.sluice.controlplane.process.WorkerFact.ProcessTornDown;
import io.sluice.controlplane.process.WorkerFact.PublisherConnected;
import io.sluice.controlplane.process.WorkerFact.PublisherDisconnected;
import io.sluice.identity.Generation;
import io.sluice.identity.Incarnation;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Inputs that tests begin with.
public final class Samples {
  /// What an FFmpeg can do that runs any of these.
  public static final List<String> ABLE =
      List.of("muxer flv", "muxer matroska", "protocol rtmp", "protocol srt");

  public static final ProcessId CAMERA = new ProcessId("camera-1");
  public static final WorkerId ALPHA = new WorkerId("alpha");
  public static final WorkerId BETA = new WorkerId("beta");
  public static final Incarnation FIRST_LIFE = new Incarnation(100);
  public static final Incarnation SECOND_LIFE = new Incarnation(200);
  public static final Instant NOW = Instant.parse("2026-03-04T05:06:07.000008Z");
  public static final MediaPorts PORTS = new MediaPorts(20_000, 20_001, 20_002, 20_003);
  public static final String WHIP_URL = "http://127.0.0.1:8081/whip/camera-1";
  public static final String SESSION = "a1b2c3d4";

  private Samples() {}

  /// A process fed by WHIP, all choices left to the defaults.
  public static ProcessConfig whipConfig() {
    return config(whip(true), List.of());
  }

  /// A process that reads from the network itself.
  public static ProcessConfig plainConfig() {
    return config(
        whip(false), List.of(new FfmpegLeg("feed", "rtmp://127.0.0.1/live/feed", List.of())));
  }

  /// All choices left to the defaults.
  public static WhipIngest whip(boolean enabled) {
    return new WhipIngest(enabled, List.of(), List.of(), 0, 0, null, "", false, "");
  }

  /// The other choices left to the defaults.
  public static WhipIngest whip(
      List<String> videoCodecs, List<String> audioCodecs, String start, String onResolutionChange) {
    return new WhipIngest(
        true, videoCodecs, audioCodecs, 0, 0, null, start, false, onResolutionChange);
  }

  public static ProcessConfig config(WhipIngest whip, List<FfmpegLeg> inputs) {
    return config(whip, inputs, List.of(recording()));
  }

  public static ProcessConfig config(
      WhipIngest whip, List<FfmpegLeg> inputs, List<FfmpegLeg> outputs) {
    return new ProcessConfig(
        "studio",
        whip,
        new FfmpegJob(List.of(), inputs, outputs),
        Map.of("owner", "tests"),
        PlacementWish.NOTHING,
        ProcessConfig.CONTINUE,
        Supervision.USUAL);
  }

  public static FfmpegLeg recording() {
    return new FfmpegLeg("recording", "camera-1.mkv", List.of("-c", "copy", "-f", "matroska"));
  }

  public static StartProcess start(String commandId) {
    return start(commandId, whipConfig());
  }

  public static StartProcess start(String commandId, ProcessConfig config) {
    return new StartProcess(commandId, CAMERA.value(), NOW, "tests", config);
  }

  public static StopProcess stop(String commandId) {
    return new StopProcess(commandId, CAMERA.value(), NOW, "tests", "enough");
  }

  public static RestartProcess restart(String commandId) {
    return new RestartProcess(commandId, CAMERA.value(), NOW, "tests", "stuck");
  }

  public static UpdateProcess update(String commandId, ProcessConfig config) {
    return new UpdateProcess(commandId, CAMERA.value(), NOW, "tests", config);
  }

  public static ReleaseProcess release(String commandId) {
    return new ReleaseProcess(commandId, CAMERA.value(), NOW, "tests", "mended");
  }

  /// With another supervision, all else as it was.
  public static ProcessConfig supervised(ProcessConfig config, Supervision supervision) {
    return new ProcessConfig(
        config.reference(),
        config.whipIngest(),
        config.job(),
        config.metadata(),
        config.placement(),
        config.isolation(),
        supervision);
  }

  /// Quarantined after `failures`.
  public static Supervision quarantinedAfter(int failures) {
    Supervision usual = Supervision.USUAL;
    return new Supervision(
        true,
        usual.reconnectDelay(),
        usual.reconnectDelayMax(),
        usual.staleTimeout(),
        usual.startTimeout(),
        0,
        0,
        usual.limitWait(),
        failures,
        usual.quarantineWindow(),
        false);
  }

  public static FfmpegExited failed(FactOrigin origin, int attempt) {
    return new FfmpegExited(
        origin, attempt, 4711, 1, null, "OUTPUT_REFUSED", false, List.of("Connection refused"));
  }

  public static Candidate candidate(WorkerId worker, int freeProcesses) {
    return new Candidate(
        worker, FIRST_LIFE, 10, freeProcesses, freeProcesses, 0.5, 0.5, ABLE, Map.of(), 0);
  }

  public static FactOrigin origin(WorkerId worker, Incarnation life, long generation) {
    return new FactOrigin(worker, life, new Generation(generation), 1, NOW);
  }

  public static PortsAllocated portsAllocated(FactOrigin origin) {
    return new PortsAllocated(origin, 1, PORTS, WHIP_URL);
  }

  public static FfmpegStarted ffmpegStarted(FactOrigin origin) {
    return new FfmpegStarted(origin, 1, 4711, 90_000);
  }

  public static PublisherConnected connected(FactOrigin origin, String session) {
    return new PublisherConnected(
        origin,
        session,
        "127.0.0.1:50000",
        "tests",
        "H264",
        "OPUS",
        "SERVER",
        "AES128_GCM",
        80_000);
  }

  public static PublisherDisconnected disconnected(FactOrigin origin, String session) {
    return new PublisherDisconnected(origin, session, "DELETED", "", 100, 1, 90_000);
  }

  public static ProcessTornDown tornDown(FactOrigin origin, String reason, boolean forced) {
    return new ProcessTornDown(origin, reason, forced);
  }

  /// One of each fact.
  public static List<WorkerFact> facts(FactOrigin origin) {
    return List.of(
        portsAllocated(origin),
        new AllocationFailed(origin, 1, "PORTS_TAKEN", "50 blocks tried"),
        new FfmpegStarting(origin, 1, "ASSIGNED"),
        ffmpegStarted(origin),
        new LimitExceeded(origin, 1, "MEMORY", 900, 512),
        new FfmpegFinishing(origin, 1, "STALLED"),
        new FfmpegExited(origin, 1, 4711, 1, null, "FAILED", false, List.of("Conversion failed")),
        connected(origin, SESSION),
        disconnected(origin, SESSION),
        new MediaStarted(origin, SESSION, 120_000, 1280, 720),
        new MediaStalled(origin, SESSION, 2_000_000),
        new PictureSizeChanged(origin, SESSION, 320, 180, 1280, 720),
        tornDown(origin, "ASSIGNMENT_GONE", false));
  }
}
