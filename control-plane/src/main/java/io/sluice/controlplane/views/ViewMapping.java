package io.sluice.controlplane.views;

import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.DrainWorker;
import io.sluice.schemas.FfmpegFailure;
import io.sluice.schemas.LeavingWorker;
import io.sluice.schemas.Leg;
import io.sluice.schemas.MediaPorts;
import io.sluice.schemas.PlacementWish;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Route;
import io.sluice.schemas.Supervision;
import io.sluice.schemas.WhipIngest;
import io.sluice.schemas.WorkerHeartbeat;
import io.sluice.schemas.redaction.AddressRedaction;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Records of the compacted topics to what may be shown of them. Empty for one that this version
/// cannot make sense of: a view that lacks it is better than one that stands still.
public final class ViewMapping {
  private ViewMapping() {}

  public static Optional<ProcessView> process(ProcessSnapshot snapshot) {
    if (!ProcessId.problem(snapshot.getProcessId()).isEmpty()) {
      return Optional.empty();
    }
    return ProcessStatus.named(snapshot.getState())
        .map(status ->
            new ProcessView(
                new ProcessId(snapshot.getProcessId()),
                snapshot.getSequence(),
                snapshot.getChangedAt(),
                status,
                snapshot.getConfig().map(ViewMapping::config).orElse(null),
                snapshot.getGeneration(),
                snapshot.getWorkerId().orElse(null),
                snapshot.getLeaving().map(LeavingWorker::getWorkerId).orElse(null),
                snapshot.getAttempt(),
                snapshot.getPorts().map(ViewMapping::ports).orElse(null),
                snapshot.getFfmpegPid().orElse(null),
                snapshot.getPublisher().orElse(null),
                snapshot.getMediaFlowing(),
                snapshot.getReason(),
                snapshot.getDetail(),
                snapshot.getForced(),
                snapshot.getRevision(),
                snapshot.getFfmpegState(),
                snapshot.getFailures().stream().map(ViewMapping::failure).toList()));
  }

  static Optional<RouteView> route(Route route) {
    if (!ProcessId.problem(route.getProcessId()).isEmpty()
        || !WorkerId.problem(route.getWorkerId()).isEmpty()
        || route.getGeneration() < 0) {
      return Optional.empty();
    }
    return httpUrl(route.getWhipUrl())
        .map(url ->
            new RouteView(
                new ProcessId(route.getProcessId()),
                new WorkerId(route.getWorkerId()),
                new Generation(route.getGeneration()),
                url));
  }

  static Optional<WorkerView> worker(WorkerHeartbeat heartbeat) {
    if (!WorkerId.problem(heartbeat.getWorkerId()).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new WorkerView(
            new WorkerId(heartbeat.getWorkerId()),
            heartbeat.getIncarnation(),
            heartbeat.getState(),
            heartbeat.getAt(),
            heartbeat.getHttpUrl(),
            httpUrl(heartbeat.getPublicUrl()).map(URI::toString).orElse(""),
            List.copyOf(heartbeat.getMediaAddresses()),
            heartbeat.getMaxProcesses(),
            heartbeat.getProcesses(),
            heartbeat.getFreeLeases(),
            heartbeat.getCpuLoad(),
            heartbeat.getMemoryLoad(),
            heartbeat.getFactsDropped(),
            ffmpeg(heartbeat),
            Map.copyOf(heartbeat.getLabels()),
            drain(heartbeat)));
  }

  private static WorkerView.@Nullable Drain drain(WorkerHeartbeat heartbeat) {
    return heartbeat
        .getDrainDeadline()
        .map(by ->
            new WorkerView.Drain(
                by,
                heartbeat.getAt(),
                heartbeat.getWorkerId(),
                "the worker is about to end",
                false))
        .orElse(null);
  }

  static WorkerView.Drain drain(DrainWorker order) {
    return new WorkerView.Drain(
        order.getDeadline(), order.getIssuedAt(), order.getIssuedBy(), order.getReason(), true);
  }

  private static WorkerView.Ffmpeg ffmpeg(WorkerHeartbeat heartbeat) {
    return new WorkerView.Ffmpeg(
        heartbeat.getFfmpegVersion(),
        heartbeat.getFfmpegFeatures(),
        heartbeat.getFfmpegMuxers(),
        heartbeat.getFfmpegEncoders(),
        heartbeat.getFfmpegProtocols());
  }

  private static ProcessView.Config config(ProcessConfig config) {
    return new ProcessView.Config(
        config.getReference(),
        whipIngest(config.getWhipIngest()),
        config.getInput().stream().map(ViewMapping::leg).toList(),
        config.getOutput().stream().map(ViewMapping::leg).toList(),
        redactedAll(config.getOptions()),
        Map.copyOf(config.getMetadata()),
        config
            .getPlacement()
            .map(ViewMapping::placement)
            .orElseGet(() -> new ProcessView.Placement(Map.of(), Map.of(), "")),
        config.getIsolation(),
        config.getSupervision().map(ViewMapping::supervision).orElse(null));
  }

  private static ProcessView.Failure failure(FfmpegFailure failure) {
    return new ProcessView.Failure(
        failure.getAt(),
        failure.getWorkerId(),
        failure.getGeneration(),
        failure.getAttempt(),
        failure.getReason(),
        failure.getDetail());
  }

  private static ProcessView.Supervision supervision(Supervision supervision) {
    return new ProcessView.Supervision(
        supervision.getReconnect(),
        supervision.getReconnectDelayMillis(),
        supervision.getReconnectDelayMaxMillis(),
        supervision.getStaleTimeoutMillis(),
        supervision.getStartTimeoutMillis(),
        supervision.getCpuPercent(),
        supervision.getMemoryMib(),
        supervision.getLimitWaitMillis(),
        supervision.getQuarantineFailures(),
        supervision.getQuarantineWindowMillis(),
        supervision.getLowPriority());
  }

  private static ProcessView.WhipIngest whipIngest(WhipIngest whip) {
    return new ProcessView.WhipIngest(
        whip.getEnabled(),
        List.copyOf(whip.getVideoCodec()),
        List.copyOf(whip.getAudioCodec()),
        whip.getVideoPayloadType(),
        whip.getAudioPayloadType(),
        whip.getBearerTokenSha256().isPresent(),
        whip.getStart(),
        whip.getTakeover(),
        whip.getOnResolutionChange());
  }

  private static ProcessView.Placement placement(PlacementWish wish) {
    return new ProcessView.Placement(
        Map.copyOf(wish.getRequiredLabels()),
        Map.copyOf(wish.getPreferredLabels()),
        wish.getSameReference());
  }

  private static ProcessView.Leg leg(Leg leg) {
    return new ProcessView.Leg(
        leg.getId(), AddressRedaction.redacted(leg.getAddress()), redactedAll(leg.getOptions()));
  }

  /// Options may hold addresses too, such as those of a tee.
  private static List<String> redactedAll(List<String> options) {
    return options.stream()
        .map(option -> option.contains("://") ? AddressRedaction.redacted(option) : option)
        .toList();
  }

  private static ProcessView.Ports ports(MediaPorts ports) {
    return new ProcessView.Ports(
        ports.getVideoRtp(), ports.getVideoRtcp(), ports.getAudioRtp(), ports.getAudioRtcp());
  }

  private static Optional<URI> httpUrl(String text) {
    try {
      URI url = URI.create(text);
      boolean usable =
          url.getHost() != null
              && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
      return usable ? Optional.of(url) : Optional.empty();
    } catch (IllegalArgumentException notAUrl) {
      return Optional.empty();
    }
  }
}
