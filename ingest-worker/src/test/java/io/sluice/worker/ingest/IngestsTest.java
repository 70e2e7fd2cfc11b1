package io.sluice.worker.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.worker.ffmpeg.ExitReason;
import io.sluice.worker.ffmpeg.Priority;
import io.sluice.worker.ffmpeg.testing.FakeFfmpeg;
import io.sluice.worker.flight.Flights;
import io.sluice.worker.ingest.testing.FakeSession;
import io.sluice.worker.legs.Forwarding;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.legs.PublisherFeed;
import io.sluice.worker.legs.PublisherMedia;
import io.sluice.worker.peer.DisconnectReason;
import io.sluice.worker.peer.PublisherListener;
import io.sluice.worker.peer.PublisherSession;
import io.sluice.worker.ports.NoLeaseException;
import io.sluice.worker.ports.PortPool;
import io.sluice.worker.ports.PortProbe;
import io.sluice.worker.ports.PortRange;
import io.sluice.worker.rtp.PictureSize;
import io.sluice.worker.sdp.AcceptedCodecs;
import io.sluice.worker.sdp.MediaChoice;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.sdp.MediaKind;
import io.sluice.worker.supervision.LimitKind;
import io.sluice.worker.supervision.RestartPolicy;
import io.sluice.worker.supervision.Supervision;
import io.sluice.worker.supervision.Usage;
import io.sluice.worker.supervision.testing.SupervisionOf;
import io.sluice.worker.testing.DirectLegOutput;
import io.sluice.worker.testing.MediaSamples;
import io.sluice.worker.testing.RtpDatagram;
import io.sluice.worker.usage.testing.SamplesByHand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestsTest {
  private static final ProcessId SHOW = new ProcessId("show");
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MAX_PROCESSES = 3;
  private static final Supervision USUAL =
      SupervisionOf.restarts(
          new RestartPolicy(
              Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(60), 3));

  private final FakeFfmpeg ffmpeg = new FakeFfmpeg();
  private final PortPool ports =
      new PortPool(new PortRange(32_000, 32_039), 10, PortProbe.byBinding());
  private final List<IngestFact> facts = new CopyOnWriteArrayList<>();
  private final List<FakeSession> sessions = new CopyOnWriteArrayList<>();
  private final SamplesByHand samples = new SamplesByHand();
  private final DirectLegOutput output = new DirectLegOutput();
  private volatile boolean legsFail;

  /// Their facts are among the others: not one sequence of moves.
  private boolean hasOtherIngests;

  private volatile MediaChoice sends = new MediaChoice(MediaCodec.H264, MediaCodec.OPUS);
  private volatile AcceptedCodecs preferred = new AcceptedCodecs(List.of(), List.of());
  private final Ingests ingests = ingests(ports, Duration.ofSeconds(5));

  @AfterEach
  void nothingIsLeft() {
    output.close();
    assertThat(ingests.close(LIMIT)).isTrue();
    assertThat(ingests.count()).isZero();
    assertThat(ffmpeg.alive()).isZero();
    assertThat(ports.free()).isEqualTo(ports.capacity());
    assertThat(samples.watched()).isZero();
    if (!hasOtherIngests) {
      assertLegalMoves();
    }
  }

  @Test
  void tellsWhereAPublisherCanComeOnceHeCan() {
    ingests.assign(spec(1));

    await().atMost(LIMIT).until(() -> has(IngestFact.FfmpegStarted.class));
    assertThat(facts)
        .hasExactlyElementsOfTypes(
            IngestFact.FfmpegStarting.class,
            IngestFact.PortsAllocated.class,
            IngestFact.FfmpegStarted.class);
    assertThat(endpoint().bearerTokenSha256()).isEmpty();
    assertThat(admit()).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void endsInOrderWithoutKafkaOnlyWhatIsToStopThen() {
    IngestSpec usual = spec(1);
    IngestSpec stopping =
        new IngestSpec(
            new ProcessId("stopping"),
            usual.generation(),
            Edition.FIRST,
            usual.job(),
            usual.whip(),
            IsolationPolicy.STOP,
            USUAL);
    ingests.assign(usual);
    ingests.assign(stopping);
    hasOtherIngests = true;
    await().atMost(LIMIT).until(() -> ffmpeg.alive() == 2);

    ingests.endIsolated();

    await().atMost(LIMIT).until(() -> has(IngestFact.TornDown.class));
    assertThat(first(IngestFact.TornDown.class).reason()).isEqualTo(TearDownReason.ISOLATED);
    assertThat(ingests.state(stopping.processId())).isEmpty();
    assertThat(ffmpeg.alive()).isEqualTo(1);
    assertThat(ingests.state(SHOW)).isPresent();
  }

  @Test
  void tellsWhenNothingIsLeft() throws InterruptedException {
    ingests.assign(spec(1));
    awaitRunning();
    assertThat(ingests.awaitNone(Duration.ofMillis(1))).isFalse();

    ingests.end(spec(1).processId(), TearDownReason.ASSIGNMENT_GONE);

    assertThat(ingests.awaitNone(LIMIT)).isTrue();
    assertThat(ingests.count()).isZero();
  }

  @Test
  void asksPublishersToWaitUntilFfmpegListens() {
    ffmpeg.neverListen();
    ingests.assign(spec(1));
    await().atMost(LIMIT).until(() -> ffmpeg.alive() == 1);

    assertThat(admit()).isInstanceOf(Admission.NotReady.class);
    assertThat(facts).containsExactly(new IngestFact.FfmpegStarting(1, StartCause.ASSIGNED));
  }

  @Test
  void startsFfmpegForWhatTheFirstPublisherSends() {
    ingests.assign(onPublish());
    await().atMost(LIMIT).until(() -> has(IngestFact.PortsAllocated.class));
    assertThat(ffmpeg.runs()).isEmpty();

    sends = new MediaChoice(MediaCodec.VP9, null);
    assertThat(admit()).isInstanceOf(Admission.Admitted.class);

    await().atMost(LIMIT).until(() -> has(IngestFact.FfmpegStarted.class));
    assertThat(facts)
        .hasExactlyElementsOfTypes(
            IngestFact.PortsAllocated.class,
            IngestFact.FfmpegStarting.class,
            IngestFact.FfmpegStarted.class);
    assertThat(first(IngestFact.FfmpegStarting.class).cause()).isEqualTo(StartCause.PUBLISHER);
    LegPlan plan = ffmpeg.runs().getFirst().plan().orElseThrow();
    assertThat(plan.choice()).isEqualTo(sends);
    assertThat(Objects.requireNonNull(plan.video()).rtpPort())
        .isEqualTo(first(IngestFact.PortsAllocated.class).ports().videoRtp());
    await().atMost(LIMIT).until(() -> sessions.getFirst().switches().size() == 1);
  }

  @Test
  void takesTheNextPublisherByTheRunningCodecsAndStartsAnewForOthers() {
    ingests.assign(onPublish());
    await().atMost(LIMIT).until(() -> has(IngestFact.PortsAllocated.class));
    publish(new MediaChoice(MediaCodec.VP8, MediaCodec.OPUS));
    await().atMost(LIMIT).until(() -> has(IngestFact.FfmpegStarted.class));

    publish(new MediaChoice(MediaCodec.VP8, null));
    assertThat(preferred.video()).containsExactly(MediaCodec.VP8, MediaCodec.VP9);
    await().atMost(LIMIT).until(() -> sessions.getLast().switches().size() == 1);
    assertThat(ffmpeg.runs()).hasSize(1);

    publish(new MediaChoice(MediaCodec.VP9, MediaCodec.OPUS));
    await().atMost(LIMIT).until(() -> sessions.getLast().switches().size() == 1);
    assertThat(ffmpeg.runs()).hasSize(2);
    assertThat(ffmpeg.runs().getLast().plan().orElseThrow().choice())
        .isEqualTo(new MediaChoice(MediaCodec.VP9, MediaCodec.OPUS));
    assertThat(first(IngestFact.FfmpegExited.class).exit().reason())
        .isEqualTo(ExitReason.CODECS_CHANGED);
    assertThat(first(IngestFact.FfmpegExited.class).exit().expected()).isTrue();
    assertThat(ffmpeg.endedPlaylists()).isZero();
  }

  @Test
  void startsAnewForAPublisherWithMoreTracks() {
    ingests.assign(onPublish());
    await().atMost(LIMIT).until(() -> has(IngestFact.PortsAllocated.class));
    publish(new MediaChoice(null, MediaCodec.OPUS));
    await().atMost(LIMIT).until(() -> sessions.getLast().switches().size() == 1);

    publish(new MediaChoice(MediaCodec.VP8, MediaCodec.OPUS));

    await().atMost(LIMIT).until(() -> sessions.getLast().switches().size() == 1);
    assertThat(ffmpeg.runs().getLast().plan().orElseThrow().video()).isNotNull();
  }

  @Test
  void stopsWhileItWaitsForThePublisher() {
    ingests.assign(onPublish());
    await().atMost(LIMIT).until(() -> has(IngestFact.PortsAllocated.class));
    assertThat(ingests.state(SHOW)).contains(new IngestState.AwaitingPublisher());

    ingests.end(SHOW, TearDownReason.ASSIGNMENT_GONE);

    await().atMost(LIMIT).until(() -> ingests.count() == 0);
    assertThat(facts.getLast())
        .isEqualTo(new IngestFact.TornDown(TearDownReason.ASSIGNMENT_GONE, false));
    assertThat(ffmpeg.endedPlaylists()).isEqualTo(1);
  }

  @Test
  void startsAnewForAnotherPictureSizeWhenToldSo() {
    ingests.assign(spec(1, whip(FfmpegStart.EAGER, ResolutionChange.RESTART)));
    awaitRunning();
    publish(new MediaChoice(MediaCodec.VP8, MediaCodec.OPUS));

    sendPicture(320, 180);
    sendPicture(640, 360);

    await().atMost(LIMIT).until(() -> ffmpeg.runs().size() == 2);
    await().atMost(LIMIT).until(() -> sessions.getFirst().switches().size() == 2);
    assertThat(first(IngestFact.PictureSizeChanged.class))
        .isEqualTo(
            new IngestFact.PictureSizeChanged(
                sessions.getFirst().id(), new PictureSize(320, 180), new PictureSize(640, 360)));
    assertThat(first(IngestFact.FfmpegExited.class).exit().reason())
        .isEqualTo(ExitReason.PICTURE_SIZE_CHANGED);
  }

  @Test
  void goesOnWithAnotherPictureSizeUnlessToldOtherwise() {
    ingests.assign(spec(1, whip(FfmpegStart.EAGER, ResolutionChange.CONTINUE)));
    awaitRunning();
    publish(new MediaChoice(MediaCodec.VP8, MediaCodec.OPUS));

    sendPicture(320, 180);
    sendPicture(640, 360);

    await().atMost(LIMIT).until(() -> has(IngestFact.PictureSizeChanged.class));
    assertThat(has(IngestFact.FfmpegExited.class)).isFalse();
    assertThat(ffmpeg.alive()).isEqualTo(1);
  }

  @Test
  void takesOnePublisherAtATime() {
    ingests.assign(spec(1));
    awaitRunning();

    assertThat(admit()).isInstanceOf(Admission.Admitted.class);
    assertThat(admit()).isInstanceOf(Admission.Occupied.class);
    assertThat(endpoint().delete("no-such-session")).isFalse();
    assertThat(endpoint().delete(sessions.getFirst().id())).isTrue();
    assertThat(endpoint().delete(sessions.getFirst().id())).isFalse();
    assertThat(admit()).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void leasesOtherPortsAtOnceWhenOneWasStolen() {
    ingests.assign(spec(1));
    awaitRunning();
    ffmpeg.runs().getFirst().end(ExitReason.BIND_FAILED);

    await().atMost(LIMIT).until(() -> ffmpeg.runs().size() == 2);
    assertThat(ffmpeg.runs().get(1).plan()).isNotEqualTo(ffmpeg.runs().get(0).plan());
    await().atMost(LIMIT).until(() -> count(IngestFact.PortsAllocated.class) == 2);
    assertThat(first(IngestFact.FfmpegExited.class).exit().reason())
        .isEqualTo(ExitReason.BIND_FAILED);
    assertThat(ports.free()).isEqualTo(ports.capacity() - 1);
  }

  @Test
  void keepsThePublisherOverAnotherStartOfFfmpeg() {
    ingests.assign(spec(1));
    awaitRunning();
    admit();
    ffmpeg.runs().getFirst().end(ExitReason.FAILED);

    await().atMost(LIMIT).until(() -> sessions.getFirst().switches().size() == 2);
    assertThat(sessions.getFirst().isOpen()).isTrue();
    assertThat(Optional.of(sessions.getFirst().switches().getLast().plan()))
        .isEqualTo(ffmpeg.runs().get(1).plan());
  }

  @Test
  void givesEverythingBackWhenItsAssignmentIsGone() {
    ingests.assign(spec(1));
    awaitRunning();
    admit();

    ingests.end(SHOW, TearDownReason.ASSIGNMENT_GONE);

    await().atMost(LIMIT).until(() -> ingests.count() == 0);
    assertThat(sessions.getFirst().closedFor()).contains(DisconnectReason.PROCESS_STOPPED);
    assertThat(facts.subList(facts.size() - 4, facts.size()))
        .hasExactlyElementsOfTypes(
            IngestFact.PublisherDisconnected.class,
            IngestFact.FfmpegFinishing.class,
            IngestFact.FfmpegExited.class,
            IngestFact.TornDown.class);
    assertThat(facts.getLast())
        .isEqualTo(new IngestFact.TornDown(TearDownReason.ASSIGNMENT_GONE, false));
    assertThat(ingests.endpoint(SHOW)).isEmpty();
  }

  @Test
  void changesNothingWhenAnUnknownProcessIsStopped() {
    ingests.end(new ProcessId("unknown"), TearDownReason.ASSIGNMENT_GONE);

    assertThat(facts).isEmpty();
  }

  @Test
  void refusesASecondRegistrationOfTheSameGeneration() {
    assertThat(ingests.assign(spec(2))).isTrue();
    awaitRunning();

    assertThat(ingests.assign(spec(2))).isFalse();
    assertThat(ingests.assign(spec(1))).isFalse();

    assertThat(ingests.count()).isEqualTo(1);
    assertThat(ffmpeg.runs()).hasSize(1);
  }

  @Test
  void runsANewerGenerationAfterTheOlderIsTornDown() {
    ingests.assign(spec(1));
    awaitRunning();

    assertThat(ingests.assign(spec(2))).isTrue();

    await().atMost(LIMIT).until(() -> count(IngestFact.PortsAllocated.class) == 2);
    assertThat(first(IngestFact.TornDown.class).reason()).isEqualTo(TearDownReason.SUPERSEDED);
    assertThat(facts.indexOf(first(IngestFact.TornDown.class)))
        .isLessThan(facts.lastIndexOf(lastPorts()));
    assertThat(ffmpeg.alive()).isEqualTo(1);
  }

  @Test
  void holdsNoLeaseAndOpensNoEndpointWithoutWhip() {
    ingests.assign(spec(1, Edition.FIRST, job(), Optional.empty(), USUAL));

    await().atMost(LIMIT).until(() -> has(IngestFact.FfmpegStarted.class));
    assertThat(ports.free()).isEqualTo(ports.capacity());
    assertThat(ingests.endpoint(SHOW)).isEmpty();
    assertThat(has(IngestFact.PortsAllocated.class)).isFalse();
    assertThat(ffmpeg.runs().getFirst().plan()).isEmpty();
  }

  @Test
  void leavesNothingWhenFfmpegCannotBeStarted() {
    ffmpeg.refuseToStart(ExitReason.COULD_NOT_START);
    ingests.assign(spec(1));

    await().atMost(LIMIT).until(() -> count(IngestFact.FfmpegExited.class) >= 2);
    assertThat(first(IngestFact.FfmpegExited.class).exit().reason())
        .isEqualTo(ExitReason.COULD_NOT_START);
    ffmpeg.startAgain();
    await().atMost(LIMIT).until(() -> has(IngestFact.PortsAllocated.class));
    assertThat(ports.free()).isEqualTo(ports.capacity() - 1);
  }

  @Test
  void leavesNothingWhenTheLegsCannotBeOpened() {
    legsFail = true;
    ingests.assign(spec(1));

    await().atMost(LIMIT).until(() -> count(IngestFact.FfmpegExited.class) >= 2);
    ingests.end(SHOW, TearDownReason.ASSIGNMENT_GONE);
    await().atMost(LIMIT).until(() -> ingests.count() == 0);
    assertThat(ffmpeg.runs()).isEmpty();
    assertThat(ports.free()).isEqualTo(ports.capacity());
  }

  @Test
  void startsAgainWhenFfmpegDoesNotListenInTime() {
    ffmpeg.neverListen();
    hasOtherIngests = true;
    Ingests impatient = ingests(ports, Duration.ofMillis(20));
    impatient.assign(spec(1));

    await().atMost(LIMIT).until(() -> ffmpeg.runs().size() >= 2);
    assertThat(ffmpeg.runs().getFirst().exit()).isDone();
    assertThat(impatient.close(LIMIT)).isTrue();
  }

  @Test
  void saysWhyNoLeaseCouldBeHad() {
    PortPool taken =
        new PortPool(
            new PortRange(32_000, 32_003),
            3,
            port -> {
              throw new IOException("in use");
            });
    Ingests without = ingests(taken, LIMIT);
    without.assign(spec(1));

    await().atMost(LIMIT).until(() -> count(IngestFact.AllocationFailed.class) >= 2);
    assertThat(first(IngestFact.AllocationFailed.class).reason())
        .isEqualTo(NoLeaseException.Reason.PORTS_TAKEN);
    assertThat(first(IngestFact.AllocationFailed.class).detail()).contains("in use");
    assertThat(without.close(LIMIT)).isTrue();
    assertThat(ffmpeg.runs()).isEmpty();
  }

  @Test
  void takesNothingMoreOnceTheWorkerEnds() {
    ingests.assign(spec(1));
    awaitRunning();

    assertThat(ingests.close(LIMIT)).isTrue();

    assertThat(facts.getLast())
        .isEqualTo(new IngestFact.TornDown(TearDownReason.WORKER_SHUTDOWN, false));
    assertThat(ingests.assign(spec(2))).isFalse();
  }

  @Test
  void restartsInPlaceWhenAskedAndKeepsThePublisher() {
    ingests.assign(spec(1));
    awaitRunning();
    admit();

    assertThat(ingests.assign(newer(new Edition(1, 1), job(), USUAL))).isTrue();

    await().atMost(LIMIT).until(() -> sessions.getFirst().switches().size() == 2);
    assertThat(sessions.getFirst().isOpen()).isTrue();
    assertThat(ffmpeg.runs()).hasSize(2);
    assertThat(lastStarting().cause()).isEqualTo(StartCause.RESTART_COMMAND);
    assertThat(first(IngestFact.FfmpegFinishing.class).cause())
        .isEqualTo(FinishCause.RESTART_COMMAND);
    assertThat(first(IngestFact.FfmpegExited.class).exit().reason())
        .isEqualTo(ExitReason.RESTART_COMMAND);
    assertThat(first(IngestFact.FfmpegExited.class).exit().expected()).isTrue();
    assertThat(ingests.assign(newer(new Edition(1, 1), job(), USUAL))).isFalse();
  }

  @Test
  void startsAnewWithTheJobOfAnUpdateAndEndsThePlaylistsItGivesUp() {
    ingests.assign(spec(1));
    awaitRunning();
    FfmpegJob other =
        new FfmpegJob(List.of(), List.of(), List.of(new FfmpegLeg("out", "b.mkv", List.of())));

    ingests.assign(newer(new Edition(2, 1), other, USUAL));

    await().atMost(LIMIT).until(() -> ffmpeg.runs().size() == 2);
    assertThat(ffmpeg.runs().getLast().job()).isEqualTo(other);
    assertThat(ffmpeg.endedPlaylists()).isEqualTo(1);
    await().atMost(LIMIT).until(() -> count(IngestFact.FfmpegStarted.class) == 2);
    assertThat(lastStarting().cause()).isEqualTo(StartCause.UPDATE);
  }

  @Test
  void appliesWhatIsNotFfmpegsOwnWithoutARestart() {
    ingests.assign(spec(1));
    awaitRunning();
    admit();
    WhipSpec whip =
        new WhipSpec(
            List.of(MediaCodec.H264),
            96,
            List.of(MediaCodec.OPUS),
            111,
            Optional.of("abc"),
            FfmpegStart.EAGER,
            true,
            ResolutionChange.RESTART);

    ingests.assign(spec(1, new Edition(2, 0), job(), Optional.of(whip), USUAL));

    assertThat(endpoint().bearerTokenSha256()).contains("abc");
    assertThat(admit()).isInstanceOf(Admission.Admitted.class);
    assertThat(sessions.getFirst().closedFor()).contains(DisconnectReason.REPLACED);
    assertThat(ffmpeg.runs()).hasSize(1);
    assertThat(has(IngestFact.FfmpegExited.class)).isFalse();
  }

  @Test
  void startsAtOnceWhenARestartIsAskedForDuringAPause() {
    Supervision patient =
        SupervisionOf.restarts(
            new RestartPolicy(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), 0));
    ingests.assign(newer(Edition.FIRST, job(), patient));
    awaitRunning();
    ffmpeg.runs().getFirst().end(ExitReason.FAILED);
    await()
        .atMost(LIMIT)
        .until(() -> ingests.state(SHOW).orElseThrow() instanceof IngestState.BackingOff);

    ingests.assign(newer(new Edition(1, 1), job(), patient));

    await().atMost(LIMIT).until(() -> count(IngestFact.FfmpegStarted.class) == 2);
    assertThat(lastStarting().cause()).isEqualTo(StartCause.RESTART_COMMAND);
  }

  @Test
  void takesAnAssignmentUpAsItStandsWithoutARestart() {
    ingests.assign(newer(new Edition(4, 7), job(), USUAL));
    awaitRunning();

    assertThat(ingests.assign(newer(new Edition(4, 7), job(), USUAL))).isFalse();
    assertThat(ffmpeg.runs()).hasSize(1);
  }

  @Test
  void isNotBroughtBackWhenItIsNotToBe() {
    ingests.assign(newer(Edition.FIRST, job(), SupervisionOf.noReconnect(USUAL)));
    awaitRunning();
    ffmpeg.runs().getFirst().end(ExitReason.ENDED_BY_ITSELF);

    await().atMost(LIMIT).until(() -> has(IngestFact.TornDown.class));
    assertThat(facts.getLast())
        .isEqualTo(new IngestFact.TornDown(TearDownReason.FFMPEG_ENDED, false));
    assertThat(ffmpeg.runs()).hasSize(1);
  }

  @Test
  void findsOtherPortsEvenWhenItIsNotToBeBroughtBack() {
    ingests.assign(newer(Edition.FIRST, job(), SupervisionOf.noReconnect(USUAL)));
    awaitRunning();
    ffmpeg.runs().getFirst().end(ExitReason.BIND_FAILED);
    await().atMost(LIMIT).until(() -> count(IngestFact.FfmpegStarted.class) == 2);

    ffmpeg.runs().getLast().end(ExitReason.FAILED);

    await().atMost(LIMIT).until(() -> has(IngestFact.TornDown.class));
    assertThat(first(IngestFact.TornDown.class).reason()).isEqualTo(TearDownReason.FFMPEG_FAILED);
  }

  @Test
  void startsAnewWhatUsesTooMuchAndKeepsThePublisher() {
    ingests.assign(newer(Edition.FIRST, job(), SupervisionOf.memoryMib(USUAL, 100)));
    awaitRunning();
    admit();

    samples.say(new Usage(10, 150));
    samples.say(new Usage(10, 160));

    await().atMost(LIMIT).until(() -> sessions.getFirst().switches().size() == 2);
    assertThat(first(IngestFact.LimitExceeded.class))
        .isEqualTo(new IngestFact.LimitExceeded(1, LimitKind.MEMORY, 150, 100));
    assertThat(first(IngestFact.FfmpegExited.class).exit().reason())
        .isEqualTo(ExitReason.MEMORY_LIMIT);
    assertThat(first(IngestFact.FfmpegExited.class).exit().expected()).isFalse();
    assertThat(lastStarting().cause()).isEqualTo(StartCause.AFTER_FAILURE);
    assertThat(sessions.getFirst().isOpen()).isTrue();
  }

  @Test
  void startsAnewWhatWritesNothingMore() {
    ingests.assign(spec(1, Edition.FIRST, job(), Optional.empty(), SupervisionOf.impatient(USUAL)));
    awaitRunning();
    ffmpeg.runs().getFirst().write(1000);

    samples.say(Usage.UNKNOWN);
    samples.say(Usage.UNKNOWN);

    await().atMost(LIMIT).until(() -> has(IngestFact.FfmpegExited.class));
    assertThat(first(IngestFact.FfmpegFinishing.class).cause()).isEqualTo(FinishCause.STALLED);
    assertThat(first(IngestFact.FfmpegExited.class).exit().reason()).isEqualTo(ExitReason.STALLED);
  }

  @Test
  void leavesAnFfmpegAloneIntoWhichNothingGoes() {
    ingests.assign(newer(Edition.FIRST, job(), SupervisionOf.impatient(USUAL)));
    awaitRunning();

    samples.say(Usage.UNKNOWN);
    samples.say(Usage.UNKNOWN);
    // Behind both in the mailbox.
    ingests.assign(newer(new Edition(2, 1), job(), USUAL));

    await().atMost(LIMIT).until(() -> count(IngestFact.FfmpegStarted.class) == 2);
    assertThat(first(IngestFact.FfmpegFinishing.class).cause()).isEqualTo(FinishCause.UPDATE);
  }

  @Test
  void saysThatThereIsNoRoomAndStartsWhenThereIs() {
    hasOtherIngests = true;
    for (int i = 0; i < MAX_PROCESSES; i++) {
      ingests.assign(other("other-" + i));
    }
    await().atMost(LIMIT).until(() -> ffmpeg.alive() == MAX_PROCESSES);

    ingests.assign(spec(1));
    await().atMost(LIMIT).until(() -> has(IngestFact.AllocationFailed.class));
    assertThat(first(IngestFact.AllocationFailed.class).reason())
        .isEqualTo(NoLeaseException.Reason.NO_ROOM);

    ingests.end(new ProcessId("other-0"), TearDownReason.ASSIGNMENT_GONE);
    await()
        .atMost(LIMIT)
        .until(() -> ingests.state(SHOW).orElseThrow() instanceof IngestState.Running);
  }

  @Test
  void runsWithTheLowestPriorityWhenToldSo() {
    ingests.assign(newer(Edition.FIRST, job(), SupervisionOf.lowPriority(USUAL)));
    awaitRunning();

    assertThat(ffmpeg.runs().getFirst().priority()).isEqualTo(Priority.LOWEST);
  }

  /// What was reported of FFmpeg, held against the table that the control plane follows too.
  private void assertLegalMoves() {
    ExecTrail trail = new ExecTrail();
    facts.stream()
        .filter(IngestFact.Move.class::isInstance)
        .map(IngestFact.Move.class::cast)
        .forEach(move -> assertThat(trail.follow(move)).as("%s in %s", move, facts).isTrue());
    assertThat(trail.now().isAlive()).isFalse();
  }

  private IngestFact.FfmpegStarting lastStarting() {
    return facts.reversed().stream()
        .filter(IngestFact.FfmpegStarting.class::isInstance)
        .map(IngestFact.FfmpegStarting.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static IngestSpec newer(Edition edition, FfmpegJob job, Supervision supervision) {
    return spec(
        1,
        edition,
        job,
        Optional.of(WhipSpec.eager(MediaCodec.H264, MediaCodec.OPUS, Optional.empty())),
        supervision);
  }

  private static IngestSpec other(String id) {
    return new IngestSpec(new ProcessId(id), new Generation(1), job(), Optional.empty());
  }

  private Ingests ingests(PortPool pool, Duration listenLimit) {
    Function<LegPlan, IngestLegs> openLegs =
        plan -> {
          if (legsFail) {
            throw new UncheckedIOException(new IOException("no socket"));
          }
          return IngestLegs.open(plan);
        };
    return new Ingests(
        new IngestParts(
            pool,
            ffmpeg,
            openLegs,
            (offer, userAgent, codecs, listener) -> {
              preferred = codecs;
              return accepted(listener);
            },
            (processId, generation, fact) -> facts.add(fact),
            new Flights(InstantSource.system()),
            new ResizePolicy(Duration.ofMillis(1), Duration.ofMillis(1)),
            RandomGenerator.getDefault(),
            listenLimit,
            samples),
        MAX_PROCESSES);
  }

  private PublisherSession accepted(PublisherListener listener) {
    FakeSession session = new FakeSession("session-" + sessions.size(), listener, sends);
    sessions.add(session);
    return session;
  }

  private void publish(MediaChoice media) {
    if (!sessions.isEmpty()) {
      sessions.getLast().close(DisconnectReason.DELETED);
    }
    sends = media;
    assertThat(admit()).isInstanceOf(Admission.Admitted.class);
  }

  /// The first packet of a key frame, into the FFmpeg that the publisher was last led to.
  private void sendPicture(int width, int height) {
    await().atMost(LIMIT).until(() -> !sessions.getLast().switches().isEmpty());
    PublisherFeed feed =
        sessions.getLast().switches().getLast().attach(new PublisherMedia(true, true), output);
    assertThat(
            feed.packet(
                MediaKind.VIDEO,
                RtpDatagram.packet(1, 96, width, 0, MediaSamples.vp8KeyFrame(width, height)),
                System.nanoTime()))
        .isEqualTo(Forwarding.FORWARDED);
  }

  private static WhipSpec whip(FfmpegStart start, ResolutionChange onChange) {
    return new WhipSpec(
        start == FfmpegStart.EAGER
            ? List.of(MediaCodec.VP8)
            : List.of(MediaCodec.VP9, MediaCodec.VP8),
        96,
        List.of(MediaCodec.OPUS),
        111,
        Optional.empty(),
        start,
        false,
        onChange);
  }

  private static IngestSpec onPublish() {
    return spec(1, whip(FfmpegStart.ON_PUBLISH, ResolutionChange.CONTINUE));
  }

  private Admission admit() {
    try {
      return endpoint().admit("v=0", "test");
    } catch (io.sluice.worker.peer.OfferRefusedException e) {
      throw new AssertionError(e);
    }
  }

  private WhipEndpoint endpoint() {
    return ingests.endpoint(SHOW).orElseThrow();
  }

  private void awaitRunning() {
    await()
        .atMost(LIMIT)
        .until(() -> ingests.state(SHOW).orElseThrow() instanceof IngestState.Running);
    await().atMost(LIMIT).until(() -> has(IngestFact.FfmpegStarted.class));
  }

  private boolean has(Class<? extends IngestFact> type) {
    return count(type) > 0;
  }

  private long count(Class<? extends IngestFact> type) {
    return facts.stream().filter(type::isInstance).count();
  }

  private <T extends IngestFact> T first(Class<T> type) {
    return facts.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }

  private IngestFact lastPorts() {
    return facts.reversed().stream()
        .filter(IngestFact.PortsAllocated.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  private static FfmpegJob job() {
    return new FfmpegJob(List.of(), List.of(), List.of(new FfmpegLeg("out", "a.mkv", List.of())));
  }

  private static IngestSpec spec(long generation) {
    return spec(generation, WhipSpec.eager(MediaCodec.H264, MediaCodec.OPUS, Optional.empty()));
  }

  private static IngestSpec spec(long generation, WhipSpec whip) {
    return spec(generation, Edition.FIRST, job(), Optional.of(whip), USUAL);
  }

  private static IngestSpec spec(
      long generation,
      Edition edition,
      FfmpegJob job,
      Optional<WhipSpec> whip,
      Supervision supervision) {
    return new IngestSpec(
        SHOW,
        new Generation(generation),
        edition,
        job,
        whip,
        IsolationPolicy.CONTINUE,
        supervision);
  }
}
