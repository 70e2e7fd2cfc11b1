package io.sluice.worker.ingest.testing;

import static org.awaitility.Awaitility.await;

import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.worker.ffmpeg.ExitReason;
import io.sluice.worker.ffmpeg.testing.FakeFfmpeg;
import io.sluice.worker.flight.Flights;
import io.sluice.worker.ingest.Edition;
import io.sluice.worker.ingest.IngestFact;
import io.sluice.worker.ingest.IngestParts;
import io.sluice.worker.ingest.IngestSpec;
import io.sluice.worker.ingest.IngestState;
import io.sluice.worker.ingest.Ingests;
import io.sluice.worker.ingest.IsolationPolicy;
import io.sluice.worker.ingest.PublisherGate;
import io.sluice.worker.ingest.ResizePolicy;
import io.sluice.worker.ingest.WhipSpec;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.peer.PublisherListener;
import io.sluice.worker.peer.PublisherSession;
import io.sluice.worker.ports.PortPool;
import io.sluice.worker.ports.PortRange;
import io.sluice.worker.sdp.AcceptedCodecs;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.supervision.RestartPolicy;
import io.sluice.worker.supervision.testing.SupervisionOf;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One process whose WHIP endpoint is open, with no real FFmpeg behind it.
public final class OpenIngest implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofHours(1);

  private final FakeFfmpeg ffmpeg = new FakeFfmpeg();
  private final Flights flights = new Flights(InstantSource.system());
  private final List<IngestFact> facts = new CopyOnWriteArrayList<>();
  private final List<FakeSession> sessions = new CopyOnWriteArrayList<>();
  private final ProcessId processId;
  private final Ingests ingests;

  public OpenIngest(String processId, Optional<String> bearerTokenSha256) {
    this(processId, WhipSpec.eager(MediaCodec.H264, MediaCodec.OPUS, bearerTokenSha256));
  }

  /// Whose second publisher takes the place of the first.
  public static OpenIngest withTakeover(String processId) {
    WhipSpec usual = WhipSpec.eager(MediaCodec.H264, MediaCodec.OPUS, Optional.empty());
    return new OpenIngest(
        processId,
        new WhipSpec(
            usual.videoCodecs(),
            usual.videoPayloadType(),
            usual.audioCodecs(),
            usual.audioPayloadType(),
            usual.bearerTokenSha256(),
            usual.start(),
            true,
            usual.onResolutionChange()));
  }

  /// For VP8 and Opus, with a real media server, or what else makes sessions of offers.
  public static OpenIngest behind(PublisherGate gate, String processId) {
    return new OpenIngest(
        processId, WhipSpec.eager(MediaCodec.VP8, MediaCodec.OPUS, Optional.empty()), gate);
  }

  private OpenIngest(String processId, WhipSpec whip) {
    this(processId, whip, null);
  }

  private OpenIngest(String processId, WhipSpec whip, @Nullable PublisherGate gate) {
    this.processId = new ProcessId(processId);
    this.ingests =
        new Ingests(
            new IngestParts(
                new PortPool(new PortRange(33_000, 33_039), 10, port -> {}),
                ffmpeg,
                IngestLegs::open,
                gate == null ? this::fake : gate,
                (id, generation, fact) -> facts.add(fact),
                flights,
                ResizePolicy.USUAL,
                RandomGenerator.getDefault(),
                LIMIT,
                (pid, listener) -> () -> {}),
            100);
    ingests.assign(
        new IngestSpec(
            this.processId,
            new Generation(1),
            Edition.FIRST,
            new FfmpegJob(List.of(), List.of(), List.of(new FfmpegLeg("out", "a.mkv", List.of()))),
            Optional.of(whip),
            IsolationPolicy.CONTINUE,
            SupervisionOf.restarts(new RestartPolicy(LONG, LONG, LONG, 1))));
    awaitState(IngestState.Running.class);
  }

  public Ingests ingests() {
    return ingests;
  }

  /// Of the publisher who came last.
  public String sessionId() {
    return sessions.getLast().id();
  }

  /// The records of its sessions.
  public Flights flights() {
    return flights;
  }

  /// What was reported so far.
  public List<IngestFact> facts() {
    return facts;
  }

  /// FFmpeg ends by itself and is not started again for an hour.
  public void ffmpegEnds() {
    ffmpeg.runs().getLast().end(ExitReason.FAILED);
    awaitState(IngestState.BackingOff.class);
  }

  @Override
  public void close() {
    ingests.close(LIMIT);
  }

  private PublisherSession fake(
      String offerSdp, String userAgent, AcceptedCodecs codecs, PublisherListener listener) {
    FakeSession session = new FakeSession("session-" + sessions.size(), listener);
    sessions.add(session);
    return session;
  }

  private void awaitState(Class<? extends IngestState> state) {
    await()
        .atMost(LIMIT)
        .until(() -> ingests.state(processId).filter(state::isInstance).isPresent());
  }
}
