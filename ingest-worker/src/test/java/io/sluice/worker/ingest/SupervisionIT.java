package io.sluice.worker.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.process.rules.AddressLists;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.worker.ffmpeg.ExitReason;
import io.sluice.worker.ffmpeg.FfmpegExit;
import io.sluice.worker.ffmpeg.FfmpegHost;
import io.sluice.worker.ffmpeg.FfmpegInstallation;
import io.sluice.worker.ffmpeg.OutputFolder;
import io.sluice.worker.ffmpeg.Secrets;
import io.sluice.worker.ffmpeg.StopPatience;
import io.sluice.worker.flight.Flights;
import io.sluice.worker.ingest.testing.FakeSession;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.PublisherFeed;
import io.sluice.worker.legs.PublisherMedia;
import io.sluice.worker.ports.PortPool;
import io.sluice.worker.ports.PortProbe;
import io.sluice.worker.ports.PortRange;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.supervision.RestartPolicy;
import io.sluice.worker.supervision.Supervision;
import io.sluice.worker.supervision.UsageLimits;
import io.sluice.worker.testing.DirectLegOutput;
import io.sluice.worker.testing.RtpSource;
import io.sluice.worker.usage.UsageSampler;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a real FFmpeg that fails in one way or another, and of its publisher.
class SupervisionIT {
  private static final ProcessId SHOW = new ProcessId("show");
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final Supervision QUICK =
      new Supervision(
          true,
          new RestartPolicy(
              Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(60), 5),
          Duration.ofSeconds(3),
          Duration.ofSeconds(20),
          UsageLimits.NONE,
          false);
  private static final FfmpegJob RECORDING = outputTo("a.mkv", List.of());

  @TempDir Path temp;
  private final List<IngestFact> facts = new CopyOnWriteArrayList<>();
  private final List<FakeSession> sessions = new CopyOnWriteArrayList<>();
  private final DirectLegOutput output = new DirectLegOutput();
  private final UsageSampler usage = new UsageSampler(Duration.ofMillis(500));
  private FfmpegHost host;
  private Ingests ingests;

  @BeforeEach
  void open() throws Exception {
    host =
        new FfmpegHost(
            FfmpegInstallation.find("ffmpeg"),
            OutputFolder.at(temp),
            Secrets.of(Optional.empty()),
            AddressLists.NONE,
            StopPatience.USUAL);
    ingests = ingestsOn(PortProbe.byBinding());
  }

  @AfterEach
  void close() {
    assertThat(ingests.close(Duration.ofSeconds(15))).isTrue();
    host.close();
    usage.close();
    output.close();
  }

  @Test
  void restartsWithAnotherPidForTheSamePublisher() throws Exception {
    ingests.assign(whip(Edition.FIRST, QUICK));
    long first = startedPid(1);
    admit();

    ingests.assign(whip(new Edition(1, 1), QUICK));

    assertThat(startedPid(2)).isNotEqualTo(first);
    assertThat(exit(1).reason()).isEqualTo(ExitReason.RESTART_COMMAND);
    assertThat(exit(1).expected()).isTrue();
    assertPublisherLedTo(2);
  }

  @Test
  void updatesALiveFieldWithTheSamePid() throws Exception {
    ingests.assign(whip(Edition.FIRST, QUICK));
    startedPid(1);
    admit();

    Supervision patient =
        new Supervision(
            true,
            QUICK.restarts(),
            Duration.ofHours(1),
            QUICK.startTimeout(),
            new UsageLimits(0, 4, Duration.ofHours(1)),
            false);
    ingests.assign(whip(new Edition(2, 0), patient));

    // That the limit is passed shows that the new supervision holds: of the first start still.
    awaitFact(IngestFact.LimitExceeded.class, 1);
    assertThat(facts).filteredOn(IngestFact.FfmpegStarted.class::isInstance).hasSize(1);
    assertThat(sessions.getFirst().isOpen()).isTrue();
  }

  @Test
  void startsAnewAfterSigkillAndKeepsThePublisher() throws Exception {
    ingests.assign(whip(Edition.FIRST, QUICK));
    long first = startedPid(1);
    admit();

    ProcessHandle.of(first).orElseThrow().destroyForcibly();

    startedPid(2);
    assertThat(exit(1).reason()).isEqualTo(ExitReason.KILLED);
    assertThat(exit(1).signal()).hasValue(9);
    assertThat(exit(1).expected()).isFalse();
    assertPublisherLedTo(2);
  }

  @Test
  void takesASuspendedFfmpegIntoWhichMediaGoesForStalled() throws Exception {
    ingests.assign(whip(Edition.FIRST, QUICK));
    long first = startedPid(1);
    admit();
    await().atMost(LIMIT).until(() -> !sessions.getFirst().switches().isEmpty());
    IngestLegs legs = sessions.getFirst().switches().getFirst();
    PublisherFeed feed = legs.attach(new PublisherMedia(true, true), output);
    Thread publisher = publisherOf(feed);
    await().atMost(LIMIT).until(() -> temp.resolve("a.mkv").toFile().length() > 10_000);

    new ProcessBuilder("kill", "-STOP", Long.toString(first)).start().waitFor();

    startedPid(2);
    publisher.join();
    assertThat(exit(1).reason()).isEqualTo(ExitReason.STALLED);
    assertThat(exit(1).expected()).isFalse();
    assertPublisherLedTo(2);
  }

  @Test
  void endsWhatHoldsTooMuchMemory() throws Exception {
    ingests.assign(whip(Edition.FIRST, limited(new UsageLimits(0, 4, Duration.ofMillis(600)))));
    startedPid(1);
    admit();

    startedPid(2);
    assertThat(exit(1).reason()).isEqualTo(ExitReason.MEMORY_LIMIT);
    assertPublisherLedTo(2);
  }

  @Test
  void endsWhatUsesTooMuchOfTheProcessors() throws Exception {
    FfmpegJob busy = job("testsrc2=size=1280x720:rate=60", "b.mkv", List.of("-c:v", "libx264"));
    ingests.assign(own(busy, limited(new UsageLimits(3, 0, Duration.ofMillis(600)))));

    awaitFact(IngestFact.FfmpegExited.class, 1);
    assertThat(exit(1).reason()).isEqualTo(ExitReason.CPU_LIMIT);
    assertThat(exit(1).expected()).isFalse();
  }

  @Test
  void takesAnOutputThatIsNeverReadForAStall() throws Exception {
    try (ServerSocket neverReads = new ServerSocket(0, 5, LOOPBACK)) {
      FfmpegJob hangs =
          job(
              "testsrc2=size=1280x720",
              "tcp://127.0.0.1:" + neverReads.getLocalPort(),
              List.of("-c:v", "rawvideo", "-f", "matroska"));
      ingests.assign(own(hangs, QUICK));

      awaitFact(IngestFact.FfmpegExited.class, 1);
      assertThat(exit(1).reason()).isIn(ExitReason.STALLED, ExitReason.NO_OUTPUT);
      assertThat(exit(1).expected()).isFalse();
    }
  }

  @Test
  void recordsOnBesideAConnectionThatIsNeverRead() throws Exception {
    try (ServerSocket neverReads = new ServerSocket()) {
      neverReads.setReceiveBufferSize(4_096); // soon full
      neverReads.bind(new InetSocketAddress(LOOPBACK, 0));
      FfmpegLeg hangs =
          new FfmpegLeg(
              "hangs",
              "tcp://127.0.0.1:" + neverReads.getLocalPort(),
              List.of("-c", "copy", "-f", "mpegts"));
      FfmpegJob both =
          new FfmpegJob(List.of(), List.of(), List.of(RECORDING.outputs().getFirst(), hangs));
      ingests.assign(whip(both, Edition.FIRST, QUICK));
      startedPid(1);
      admit();
      await().atMost(LIMIT).until(() -> !sessions.getFirst().switches().isEmpty());
      PublisherFeed feed =
          sessions.getFirst().switches().getFirst().attach(new PublisherMedia(true, true), output);

      Thread publisher = publisherOf(feed);
      // FFmpeg connects once it knows from media what to write.
      try (Socket connection = neverReads.accept()) {
        publisher.join();

        long recorded = temp.resolve("a.mkv").toFile().length();
        assertThat(recorded).isGreaterThan(200_000);
        assertThat(connection.getInputStream().available()).isLessThan((int) recorded / 4);
      }
      assertThat(facts).filteredOn(IngestFact.FfmpegStarting.class::isInstance).hasSize(1);
      assertThat(facts).noneMatch(IngestFact.FfmpegExited.class::isInstance);
    }
  }

  @Test
  void triesAgainWhereAnOutputRefuses() throws Exception {
    FfmpegJob refused =
        job("testsrc2=size=320x180", "rtmp://127.0.0.1:1/live/x", List.of("-c:v", "libx264"));
    ingests.assign(own(refused, QUICK));

    awaitFact(IngestFact.FfmpegStarting.class, 2);
    assertThat(exit(1).reason()).isEqualTo(ExitReason.OUTPUT_REFUSED);
    assertThat(facts).contains(new IngestFact.FfmpegStarting(2, StartCause.AFTER_FAILURE));
  }

  @Test
  void doesNotBringBackWhatIsNotToBe() throws Exception {
    FfmpegJob brief = job("testsrc2=size=320x180:duration=1", "c.mkv", List.of("-c:v", "libx264"));
    ingests.assign(
        own(
            brief,
            new Supervision(
                false,
                QUICK.restarts(),
                QUICK.staleTimeout(),
                QUICK.startTimeout(),
                UsageLimits.NONE,
                true)));

    awaitFact(IngestFact.TornDown.class, 1);
    assertThat(facts.getLast())
        .isEqualTo(new IngestFact.TornDown(TearDownReason.FFMPEG_ENDED, false));
    assertThat(facts).filteredOn(IngestFact.FfmpegStarting.class::isInstance).hasSize(1);
  }

  @Test
  void leasesOtherPortsAtOnceWhereOneWasStolen() throws Exception {
    Ingests blind = ingestsOn(port -> {});
    try (DatagramSocket _ = new DatagramSocket(new InetSocketAddress(LOOPBACK, 35_003))) {
      blind.assign(whip(Edition.FIRST, QUICK));

      startedPid(1);
      assertThat(exit(1).reason()).isEqualTo(ExitReason.BIND_FAILED);
    } finally {
      blind.close(Duration.ofSeconds(15));
    }
  }

  private Ingests ingestsOn(PortProbe probe) {
    return new Ingests(
        new IngestParts(
            new PortPool(new PortRange(35_000, 35_039), 10, probe),
            host,
            IngestLegs::open,
            (offer, userAgent, codecs, listener) -> {
              FakeSession session = new FakeSession("session-" + sessions.size(), listener);
              sessions.add(session);
              return session;
            },
            (processId, generation, fact) -> facts.add(fact),
            new Flights(InstantSource.system()),
            ResizePolicy.USUAL,
            RandomGenerator.getDefault(),
            Duration.ofSeconds(20),
            usage),
        10);
  }

  /// Sends for 25 seconds.
  private static Thread publisherOf(PublisherFeed feed) {
    return Thread.ofVirtual().start(() -> publish(feed));
  }

  private static void publish(PublisherFeed feed) {
    try (RtpSource source = new RtpSource(new RtpSource.Numbers(1_000, 17, 90_000, true))) {
      source.publish(feed, "320x180", 25);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void admit() throws Exception {
    assertThat(ingests.endpoint(SHOW).orElseThrow().admit("v=0", "test"))
        .isInstanceOf(Admission.Admitted.class);
  }

  private void assertPublisherLedTo(int starts) {
    await().atMost(LIMIT).until(() -> sessions.getFirst().switches().size() == starts);
    assertThat(sessions.getFirst().isOpen()).isTrue();
  }

  /// Of the FFmpeg that was the nth to come to run.
  private long startedPid(int nth) {
    return awaitFact(IngestFact.FfmpegStarted.class, nth).pid();
  }

  private FfmpegExit exit(int nth) {
    return awaitFact(IngestFact.FfmpegExited.class, nth).exit();
  }

  private <T extends IngestFact> T awaitFact(Class<T> type, int nth) {
    return await()
        .atMost(LIMIT)
        .until(
            () ->
                facts.stream().filter(type::isInstance).map(type::cast).skip(nth - 1L).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static Supervision limited(UsageLimits limits) {
    return new Supervision(
        true, QUICK.restarts(), Duration.ofHours(1), Duration.ofHours(1), limits, false);
  }

  private static IngestSpec whip(Edition edition, Supervision supervision) {
    return whip(RECORDING, edition, supervision);
  }

  private static IngestSpec whip(FfmpegJob job, Edition edition, Supervision supervision) {
    return new IngestSpec(
        SHOW,
        new Generation(1),
        edition,
        job,
        Optional.of(WhipSpec.eager(MediaCodec.H264, MediaCodec.OPUS, Optional.empty())),
        IsolationPolicy.CONTINUE,
        supervision);
  }

  private static IngestSpec own(FfmpegJob job, Supervision supervision) {
    return new IngestSpec(
        SHOW,
        new Generation(1),
        Edition.FIRST,
        job,
        Optional.empty(),
        IsolationPolicy.CONTINUE,
        supervision);
  }

  private static FfmpegJob outputTo(String address, List<String> options) {
    return new FfmpegJob(List.of(), List.of(), List.of(new FfmpegLeg("out", address, options)));
  }

  private static FfmpegJob job(String source, String address, List<String> options) {
    return new FfmpegJob(
        List.of(),
        List.of(new FfmpegLeg("in", source, List.of("-f", "lavfi"))),
        List.of(new FfmpegLeg("out", address, options)));
  }
}
