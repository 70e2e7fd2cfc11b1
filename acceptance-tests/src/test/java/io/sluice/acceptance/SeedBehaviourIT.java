package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.ffmpeg.DtlsRole;
import io.sluice.acceptance.ffmpeg.FfmpegPublisher;
import io.sluice.acceptance.ffmpeg.HostProcess;
import io.sluice.acceptance.ffmpeg.Recording;
import io.sluice.acceptance.fleet.Fleet;
import io.sluice.acceptance.fleet.SharedFleet;
import io.sluice.acceptance.http.HttpCalls;
import io.sluice.acceptance.log.Configs;
import io.sluice.acceptance.log.ProcessWatch;
import io.sluice.schemas.FfmpegStarted;
import io.sluice.schemas.Leg;
import io.sluice.schemas.MediaPorts;
import io.sluice.schemas.PortsAllocated;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.ProcessTornDown;
import io.sluice.schemas.PublisherConnected;
import io.sluice.schemas.PublisherDisconnected;
import io.sluice.schemas.Recorded;
import io.sluice.schemas.Route;
import io.sluice.schemas.Transition;
import io.sluice.schemas.WhipIngest;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a WHIP ingest inside one media server did, and where a fleet keeps the promise.
///
/// | inside one server | shown here, against real FFmpegs, and further |
/// |---|---|
/// | a hook before FFmpeg starts | `leasesPortsForFfmpegBeforeItStarts` |
/// | WHIP disabled: no legs | `runsFfmpegOnItsOwnInputsWithoutLegsWhenWhipIsDisabled` |
/// | zero payload types are defaults | `takesZeroPayloadTypesAsTheDefaults` |
/// | a second registration is refused | `refusesASecondStartAndLeavesTheFirstAlone`; in the worker `IngestsTest.refusesASecondRegistrationOfTheSameGeneration` |
/// | adjacent ports, found by trying | `leasesAdjacentPortsThatFfmpegListensOn`; the retry and its last error: `PortPoolTest` |
/// | the port race is accepted | `IngestsTest.leasesOtherPortsAtOnceWhenOneWasStolen`, `FfmpegHostIT.recognisesAStolenPort` |
/// | two legs before the own inputs | `prependsTheTwoLegsAsOneSdpInputThatFfmpegCanRun`, `FfmpegCommandTest` |
/// | the map of ingests | `routesAPublisherToThePortsOfItsProcess` |
/// | stop: unknown id ignored | `ignoresTheStopOfAnUnknownProcess` |
/// | stop: allocation removed, publisher closed | `closesThePublisherAndFreesThePortsWhenTheProcessStops`; seen by a browser: `BrowserPublishIT.tellsTheBrowserWhenItsProcessStops` |
@ExtendWith(SharedFleet.class)
class SeedBehaviourIT {
  private final Fleet fleet;
  private final HttpCalls http = HttpCalls.staying();

  SeedBehaviourIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @Test
  void leasesPortsForFfmpegBeforeItStarts() {
    ProcessWatch process = started("seed-order");

    process.awaitFact(FfmpegStarted.class);
    fleet.stop("seed-order");

    List<String> causes =
        process.history().stream()
            .map(t -> t.getCause().map(Recorded::getType).orElse(""))
            .toList();
    assertThat(causes)
        .containsSubsequence(
            "io.sluice.schemas.StartProcess",
            "io.sluice.schemas.PortsAllocated",
            "io.sluice.schemas.FfmpegStarted");
  }

  @Test
  void runsFfmpegOnItsOwnInputsWithoutLegsWhenWhipIsDisabled() {
    String id = "seed-disabled";
    fleet.commands().start(id, Configs.withoutWhip(id + ".mkv"));
    ProcessWatch process = fleet.process(id);

    FfmpegStarted started = process.awaitFact(FfmpegStarted.class);
    process.awaitState("ACTIVE");
    List<String> commandLine = new HostProcess(started.getPid()).commandLine();
    int offered = http.offer(fleet.whipUrl(id)).statusCode();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Files.exists(fleet.output(id + ".mkv")));
    fleet.stop(id);

    assertThat(inputs(commandLine)).containsExactly("testsrc2=size=320x180:rate=10");
    assertThat(process.causes(PortsAllocated.class)).isEmpty();
    assertThat(process.route()).isEmpty();
    assertThat(offered).isEqualTo(404);
    assertThat(Recording.of(fleet.output(id + ".mkv")).decodes().video().width()).isEqualTo(320);
  }

  @Test
  void takesZeroPayloadTypesAsTheDefaults() {
    ProcessWatch process = started("seed-defaults");

    ProcessSnapshot snapshot = process.awaitState("ACTIVE");
    String sdp = inputSdp(process);
    fleet.stop("seed-defaults");

    WhipIngest whip = snapshot.getConfig().orElseThrow().getWhipIngest();
    assertThat(whip.getVideoPayloadType()).isEqualTo(96);
    assertThat(whip.getAudioPayloadType()).isEqualTo(111);
    assertThat(sdp).contains("RTP/AVP 96").contains("RTP/AVP 111");
  }

  @Test
  void refusesASecondStartAndLeavesTheFirstAlone() {
    String id = "seed-second";
    ProcessWatch process = started(id);
    FfmpegStarted first = process.awaitFact(FfmpegStarted.class);

    String second = fleet.commands().start(id, Configs.recording("VP8", "other.mkv"));
    Transition outcome = process.awaitOutcome(second);
    boolean running = new HostProcess(first.getPid()).isRunning();
    ProcessSnapshot after = process.snapshot().orElseThrow();
    fleet.stop(id);

    assertThat(outcome.getOutcome()).contains("REJECTED");
    assertThat(outcome.getReason()).contains("ALREADY_STARTED");
    assertThat(running).isTrue();
    assertThat(after.getGeneration()).isEqualTo(1);
    assertThat(after.getConfig().orElseThrow().getWhipIngest().getVideoCodec())
        .isEqualTo(List.of("H264"));
  }

  @Test
  void leasesAdjacentPortsThatFfmpegListensOn() {
    String id = "seed-ports";
    ProcessWatch process = started(id);
    process.awaitFact(FfmpegStarted.class);

    MediaPorts ports = process.awaitRoute().getPorts();
    List<Boolean> taken = all(ports).stream().map(SeedBehaviourIT::isTaken).toList();
    fleet.stop(id);

    int first = ports.getVideoRtp();
    assertThat(all(ports)).containsExactly(first, first + 1, first + 2, first + 3);
    assertThat(taken).containsOnly(true);
  }

  @Test
  void prependsTheTwoLegsAsOneSdpInputThatFfmpegCanRun() {
    String id = "seed-legs";
    WhipIngest whip = Configs.whip("H264");
    List<Leg> own = Configs.withoutWhip("").getInput();
    fleet
        .commands()
        .start(id, Configs.config(whip, own, List.of(Configs.leg("null", id + ".mkv"))));
    ProcessWatch process = fleet.process(id);
    MediaPorts ports = process.awaitRoute().getPorts();

    FfmpegStarted started = process.awaitFact(FfmpegStarted.class);
    List<String> inputs = inputs(new HostProcess(started.getPid()).commandLine());
    String sdp = inputSdp(process);
    fleet.stop(id);

    assertThat(inputs).hasSize(2);
    assertThat(inputs.getLast()).isEqualTo("testsrc2=size=320x180:rate=10");
    assertThat(sdp)
        .contains("m=video " + ports.getVideoRtp() + " RTP/AVP 96")
        .contains("m=audio " + ports.getAudioRtp() + " RTP/AVP 111");
  }

  @Test
  void routesAPublisherToThePortsOfItsProcess() {
    String id = "seed-route";
    ProcessWatch process = started(id);

    PortsAllocated allocated = process.awaitFact(PortsAllocated.class);
    Route route = process.awaitRoute();
    int offered = http.offer(fleet.whipUrl(id)).statusCode();
    int elsewhere = http.offer(fleet.whipUrl("seed-route-of-nobody")).statusCode();
    fleet.stop(id);

    assertThat(route.getPorts()).isEqualTo(allocated.getPorts());
    assertThat(route.getWhipUrl()).isEqualTo(allocated.getWhipUrl());
    assertThat(offered).isEqualTo(201);
    assertThat(elsewhere).isEqualTo(404);
  }

  @Test
  void ignoresTheStopOfAnUnknownProcess() {
    String stop = fleet.commands().stop("seed-unknown");

    Transition outcome = fleet.process("seed-unknown").awaitOutcome(stop);

    assertThat(outcome.getOutcome()).contains("NOTHING_TO_DO");
    assertThat(outcome.getReason()).contains("NOT_RUNNING");
    assertThat(outcome.getState()).isEqualTo("ABSENT");
  }

  @Test
  void closesThePublisherAndFreesThePortsWhenTheProcessStops() {
    String id = "seed-stop";
    ProcessWatch process = started(id);
    MediaPorts ports = process.awaitRoute().getPorts();
    FfmpegStarted ffmpeg = process.awaitFact(FfmpegStarted.class);

    try (FfmpegPublisher publisher = FfmpegPublisher.start(fleet.whipUrl(id), DtlsRole.ACTIVE)) {
      process.awaitFact(PublisherConnected.class);
      fleet.stop(id);
      // FFmpeg's muxer does not listen to the worker's close: it ends with the try.
    }

    assertThat(process.awaitFact(PublisherDisconnected.class).getReason())
        .isEqualTo("PROCESS_STOPPED");
    assertThat(process.awaitFact(ProcessTornDown.class))
        .returns("ASSIGNMENT_GONE", ProcessTornDown::getReason)
        .returns(false, ProcessTornDown::getForced);
    assertThat(process.route()).isEmpty();
    assertThat(new HostProcess(ffmpeg.getPid()).isRunning()).isFalse();
    assertThat(all(ports)).noneMatch(SeedBehaviourIT::isTaken);
    assertThat(http.offer(fleet.whipUrl(id)).statusCode()).isEqualTo(404);
  }

  private ProcessWatch started(String id) {
    fleet.commands().start(id, Configs.recording("H264", id + ".mkv"));
    ProcessWatch process = fleet.process(id);
    process.awaitRoute();
    return process;
  }

  private static List<Integer> all(MediaPorts ports) {
    return List.of(
        ports.getVideoRtp(), ports.getVideoRtcp(), ports.getAudioRtp(), ports.getAudioRtcp());
  }

  private static boolean isTaken(int port) {
    try (DatagramSocket socket = new DatagramSocket(null)) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /// What stands after each `-i`.
  private static List<String> inputs(List<String> commandLine) {
    return IntStream.range(1, commandLine.size())
        .filter(i -> commandLine.get(i - 1).equals("-i"))
        .mapToObj(commandLine::get)
        .toList();
  }

  /// The SDP of the first input, which is a file or stands in a `data:` address.
  private static String inputSdp(ProcessWatch process) {
    FfmpegStarted started = process.awaitFact(FfmpegStarted.class);
    String input = inputs(new HostProcess(started.getPid()).commandLine()).getFirst();
    if (input.startsWith("data:")) {
      String base64 = input.substring(input.indexOf(',') + 1);
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
    try {
      return Files.readString(Path.of(input));
    } catch (IOException e) {
      throw new AssertionError("the SDP of the first input cannot be read", e);
    }
  }
}
