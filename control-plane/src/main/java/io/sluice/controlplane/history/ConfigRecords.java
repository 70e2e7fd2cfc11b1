package io.sluice.controlplane.history;

import io.sluice.controlplane.placement.PlacementWish;
import io.sluice.controlplane.process.ProcessConfig;
import io.sluice.controlplane.process.Supervision;
import io.sluice.controlplane.process.WhipIngest;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.schemas.Leg;
import java.time.Duration;
import java.util.List;

/// Configurations as records.
final class ConfigRecords {
  // Zero stands for the default.
  private static final Supervision UNSAID =
      read(io.sluice.schemas.Supervision.newBuilder().build());

  private ConfigRecords() {}

  static io.sluice.schemas.ProcessConfig write(ProcessConfig config) {
    return new io.sluice.schemas.ProcessConfig(
        config.reference(),
        write(config.whipIngest()),
        write(config.job().inputs()),
        write(config.job().outputs()),
        config.job().options(),
        config.metadata(),
        write(config.placement()),
        config.isolation(),
        write(config.supervision()));
  }

  static ProcessConfig read(io.sluice.schemas.ProcessConfig config) {
    return new ProcessConfig(
        config.getReference(),
        read(config.getWhipIngest()),
        new FfmpegJob(config.getOptions(), read(config.getInput()), read(config.getOutput())),
        config.getMetadata(),
        config.getPlacement().map(ConfigRecords::read).orElse(PlacementWish.NOTHING),
        config.getIsolation(),
        config.getSupervision().map(ConfigRecords::read).orElse(UNSAID));
  }

  private static io.sluice.schemas.Supervision write(Supervision supervision) {
    return new io.sluice.schemas.Supervision(
        supervision.reconnect(),
        supervision.reconnectDelay().toMillis(),
        supervision.reconnectDelayMax().toMillis(),
        supervision.staleTimeout().toMillis(),
        supervision.startTimeout().toMillis(),
        supervision.cpuPercent(),
        supervision.memoryMib(),
        supervision.limitWait().toMillis(),
        supervision.quarantineFailures(),
        supervision.quarantineWindow().toMillis(),
        supervision.lowPriority());
  }

  private static Supervision read(io.sluice.schemas.Supervision supervision) {
    return new Supervision(
        supervision.getReconnect(),
        Duration.ofMillis(supervision.getReconnectDelayMillis()),
        Duration.ofMillis(supervision.getReconnectDelayMaxMillis()),
        Duration.ofMillis(supervision.getStaleTimeoutMillis()),
        Duration.ofMillis(supervision.getStartTimeoutMillis()),
        supervision.getCpuPercent(),
        supervision.getMemoryMib(),
        Duration.ofMillis(supervision.getLimitWaitMillis()),
        supervision.getQuarantineFailures(),
        Duration.ofMillis(supervision.getQuarantineWindowMillis()),
        supervision.getLowPriority());
  }

  private static io.sluice.schemas.PlacementWish write(PlacementWish wish) {
    return new io.sluice.schemas.PlacementWish(
        wish.required(), wish.preferred(), wish.sameReference());
  }

  private static PlacementWish read(io.sluice.schemas.PlacementWish wish) {
    return new PlacementWish(
        wish.getRequiredLabels(), wish.getPreferredLabels(), wish.getSameReference());
  }

  private static io.sluice.schemas.WhipIngest write(WhipIngest whip) {
    return new io.sluice.schemas.WhipIngest(
        whip.enabled(),
        whip.videoCodecs(),
        whip.audioCodecs(),
        whip.videoPayloadType(),
        whip.audioPayloadType(),
        whip.bearerTokenSha256(),
        whip.start(),
        whip.takeover(),
        whip.onResolutionChange());
  }

  private static WhipIngest read(io.sluice.schemas.WhipIngest whip) {
    return new WhipIngest(
        whip.getEnabled(),
        whip.getVideoCodec(),
        whip.getAudioCodec(),
        whip.getVideoPayloadType(),
        whip.getAudioPayloadType(),
        whip.getBearerTokenSha256().orElse(null),
        whip.getStart(),
        whip.getTakeover(),
        whip.getOnResolutionChange());
  }

  private static List<Leg> write(List<FfmpegLeg> legs) {
    return legs.stream().map(leg -> new Leg(leg.id(), leg.address(), leg.options())).toList();
  }

  private static List<FfmpegLeg> read(List<Leg> legs) {
    return legs.stream()
        .map(leg -> new FfmpegLeg(leg.getId(), leg.getAddress(), leg.getOptions()))
        .toList();
  }
}
