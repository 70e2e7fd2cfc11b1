package io.sluice.controlplane.process;

import io.sluice.process.rules.CopyRules;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import java.util.Set;
import java.util.stream.Stream;

/// How deep a new configuration cuts into a process that a worker holds.
enum ConfigChange {
  NONE,
  /// The worker takes it over as it runs.
  LIVE,
  /// FFmpeg must be told, so it starts anew; the publisher stays.
  FFMPEG,
  /// What publishers may send changes, or what is asked of the worker: the process is placed anew.
  PLACEMENT;

  // What an output's address may say to have the reference put in.
  private static final String REFERENCE = "{reference";

  static ConfigChange between(ProcessConfig old, ProcessConfig now) {
    if (old.equals(now)) {
      return NONE;
    }
    if (asksForAnotherWorker(old, now) || takesOtherMedia(old.whipIngest(), now.whipIngest())) {
      return PLACEMENT;
    }
    return tellsFfmpegOtherwise(old, now) ? FFMPEG : LIVE;
  }

  private static boolean asksForAnotherWorker(ProcessConfig old, ProcessConfig now) {
    return !old.placement().equals(now.placement())
        || !rareFeatures(old).containsAll(rareFeatures(now));
  }

  /// What of FFmpeg's abilities is worth sending the publisher away for. A muxer, an encoder or a
  /// protocol that is asked for anew its worker nearly always has.
  private static Set<String> rareFeatures(ProcessConfig config) {
    return CopyRules.neededFeatures(config.job(), config.whipIngest().codecs());
  }

  private static boolean takesOtherMedia(WhipIngest old, WhipIngest now) {
    return old.enabled() != now.enabled()
        || !old.videoCodecs().equals(now.videoCodecs())
        || !old.audioCodecs().equals(now.audioCodecs())
        || old.videoPayloadType() != now.videoPayloadType()
        || old.audioPayloadType() != now.audioPayloadType()
        || !old.start().equals(now.start());
  }

  private static boolean tellsFfmpegOtherwise(ProcessConfig old, ProcessConfig now) {
    return !old.job().equals(now.job())
        || old.supervision().lowPriority() != now.supervision().lowPriority()
        || (!old.reference().equals(now.reference()) && saysReference(now.job()));
  }

  private static boolean saysReference(FfmpegJob job) {
    return Stream.concat(job.inputs().stream(), job.outputs().stream())
        .flatMap(ConfigChange::texts)
        .anyMatch(text -> text.contains(REFERENCE));
  }

  private static Stream<String> texts(FfmpegLeg leg) {
    return Stream.concat(Stream.of(leg.address()), leg.options().stream());
  }
}
