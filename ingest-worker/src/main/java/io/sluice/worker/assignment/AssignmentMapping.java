package io.sluice.worker.assignment;

import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.process.rules.JobNames;
import io.sluice.schemas.Assignment;
import io.sluice.schemas.Leg;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.WhipIngest;
import io.sluice.worker.ingest.Edition;
import io.sluice.worker.ingest.FfmpegStart;
import io.sluice.worker.ingest.IngestSpec;
import io.sluice.worker.ingest.IsolationPolicy;
import io.sluice.worker.ingest.ResolutionChange;
import io.sluice.worker.ingest.WhipSpec;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.supervision.Supervision;
import java.util.List;
import java.util.Optional;

/// Assignments as this worker understands them. The decider has filled the defaults in; they are
/// known here too, for assignments that something else wrote.
final class AssignmentMapping {
  private static final int DEFAULT_VIDEO_PAYLOAD_TYPE = 96;
  private static final int DEFAULT_AUDIO_PAYLOAD_TYPE = 111;

  private AssignmentMapping() {}

  /// @throws IllegalArgumentException when it asks for what this worker does not know
  static IngestSpec spec(Assignment assignment) {
    return new IngestSpec(
        new ProcessId(assignment.getProcessId()),
        new Generation(assignment.getGeneration()),
        new Edition(assignment.getRevision(), assignment.getRestarts()),
        job(assignment.getConfig())
            .of(new JobNames(assignment.getProcessId(), assignment.getConfig().getReference())),
        whip(assignment.getConfig().getWhipIngest()),
        isolation(assignment.getConfig()),
        assignment
            .getConfig()
            .getSupervision()
            .map(SupervisionMapping::of)
            .orElse(Supervision.USUAL));
  }

  private static IsolationPolicy isolation(ProcessConfig config) {
    return config.getIsolation().isEmpty()
        ? IsolationPolicy.CONTINUE
        : IsolationPolicy.valueOf(config.getIsolation());
  }

  private static FfmpegJob job(ProcessConfig config) {
    return new FfmpegJob(config.getOptions(), legs(config.getInput()), legs(config.getOutput()));
  }

  private static List<FfmpegLeg> legs(List<Leg> legs) {
    return legs.stream()
        .map(leg -> new FfmpegLeg(leg.getId(), leg.getAddress(), leg.getOptions()))
        .toList();
  }

  private static Optional<WhipSpec> whip(WhipIngest whip) {
    if (!whip.getEnabled()) {
      return Optional.empty();
    }
    return Optional.of(
        new WhipSpec(
            codecs(whip.getVideoCodec(), MediaCodec.H264),
            orDefault(whip.getVideoPayloadType(), DEFAULT_VIDEO_PAYLOAD_TYPE),
            codecs(whip.getAudioCodec(), MediaCodec.OPUS),
            orDefault(whip.getAudioPayloadType(), DEFAULT_AUDIO_PAYLOAD_TYPE),
            whip.getBearerTokenSha256(),
            start(whip),
            whip.getTakeover(),
            onResolutionChange(whip)));
  }

  private static List<MediaCodec> codecs(List<String> names, MediaCodec fallback) {
    return names.isEmpty()
        ? List.of(fallback)
        : names.stream().map(AssignmentMapping::codec).toList();
  }

  private static MediaCodec codec(String name) {
    return MediaCodec.named(name)
        .orElseThrow(() -> new IllegalArgumentException("unknown codec " + name));
  }

  private static FfmpegStart start(WhipIngest whip) {
    if (!whip.getStart().isEmpty()) {
      return FfmpegStart.valueOf(whip.getStart());
    }
    return whip.getVideoCodec().size() > 1 || whip.getAudioCodec().size() > 1
        ? FfmpegStart.ON_PUBLISH
        : FfmpegStart.EAGER;
  }

  private static ResolutionChange onResolutionChange(WhipIngest whip) {
    return whip.getOnResolutionChange().isEmpty()
        ? ResolutionChange.CONTINUE
        : ResolutionChange.valueOf(whip.getOnResolutionChange());
  }

  private static int orDefault(int payloadType, int fallback) {
    return payloadType == 0 ? fallback : payloadType;
  }
}
