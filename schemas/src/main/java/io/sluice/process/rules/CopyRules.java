package io.sluice.process.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which codecs of publishers may be copied into which outputs. A stream that an output transcodes
/// is no matter of these rules, and neither is a process that has inputs of its own beside WHIP:
/// which of its streams go where is FFmpeg's choice.
public final class CopyRules {
  private CopyRules() {}

  /// What no FFmpeg can do.
  public static List<RuleProblem> problems(FfmpegJob job, WhipCodecs codecs) {
    List<RuleProblem> problems = new ArrayList<>();
    for (int i = 0; i < job.outputs().size() && job.inputs().isEmpty(); i++) {
      FfmpegLeg output = job.outputs().get(i);
      OutputOptions options = new OutputOptions(output.options());
      Optional<Container> container = Container.of(output.address(), options);
      for (String codec : codecs.copiedInto(options)) {
        if (container.isPresent() && !container.get().holds(codec)) {
          problems.add(problem("output[" + i + "].address", codec, container.get(), codecs));
        }
      }
    }
    return problems;
  }

  /// What the FFmpeg that runs `job` must be able to do, in the order of their names.
  public static Set<String> neededFeatures(FfmpegJob job, WhipCodecs codecs) {
    Set<String> needed = new TreeSet<>();
    if (codecs.video().contains("AV1")) {
      needed.add(FfmpegFeature.AV1_RTP);
    }
    for (FfmpegLeg output : job.inputs().isEmpty() ? job.outputs() : List.<FfmpegLeg>of()) {
      OutputOptions options = new OutputOptions(output.options());
      boolean enhanced =
          Container.of(output.address(), options).stream()
              .anyMatch(container ->
                  codecs.copiedInto(options).stream().anyMatch(container::needsEnhancedFlv));
      if (enhanced) {
        needed.add(FfmpegFeature.ENHANCED_FLV);
      }
    }
    return needed;
  }

  private static RuleProblem problem(
      String field, String codec, Container container, WhipCodecs codecs) {
    String transcode = codecs.video().contains(codec) ? "-c:v libx264" : "-c:a aac";
    return new RuleProblem(
        Rule.CODEC_NOT_IN_CONTAINER,
        field,
        "is " + container.title() + ", into which " + codec + " cannot be copied",
        "take another codec or container (Matroska holds all), or transcode with " + transcode);
  }
}
