package io.sluice.controlplane.process;

import io.sluice.identity.ProcessId;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.process.rules.ProcessRules;
import io.sluice.process.rules.RuleProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What is wrong with a configuration, its defaults filled in. Fields are named by their paths in
/// the process's JSON.
final class ConfigRules {
  private static final Set<String> VIDEO_CODECS = Set.of("H264", "VP8");
  private static final Set<String> AUDIO_CODECS = Set.of("OPUS");

  // The dynamic range of RFC 3551 section 6.
  private static final int FIRST_PAYLOAD_TYPE = 96;
  private static final int LAST_PAYLOAD_TYPE = 127;

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private ConfigRules() {}

  static List<RuleProblem> problems(ProcessConfig config) {
    List<RuleProblem> problems = new ArrayList<>();
    checkWhipIngest(config.whipIngest(), problems);
    checkLegIds("input", config.job().inputs(), problems);
    checkLegIds("output", config.job().outputs(), problems);
    checkSource(config.whipIngest(), config.job(), problems);
    problems.addAll(ProcessRules.problems(config.job()));
    return problems;
  }

  private static void checkWhipIngest(WhipIngest whip, List<RuleProblem> problems) {
    checkCodec("whipIngest.videoCodec", whip.videoCodec(), VIDEO_CODECS, problems);
    checkCodec("whipIngest.audioCodec", whip.audioCodec(), AUDIO_CODECS, problems);
    checkPayloadType("whipIngest.videoPayloadType", whip.videoPayloadType(), problems);
    checkPayloadType("whipIngest.audioPayloadType", whip.audioPayloadType(), problems);
    if (whip.videoPayloadType() == whip.audioPayloadType()) {
      problems.add(
          new RuleProblem(
              "whipIngest.audioPayloadType",
              "equals the payload type of video, " + whip.videoPayloadType(),
              "give each its own"));
    }
    String token = whip.bearerTokenSha256();
    if (token != null && !SHA256.matcher(token).matches()) {
      problems.add(
          new RuleProblem(
              "whipIngest.bearerToken",
              "is no SHA-256 in 64 lower-case hex digits",
              "write the hash of the token to Kafka, never the token"));
    }
  }

  private static void checkCodec(
      String field, String codec, Set<String> known, List<RuleProblem> problems) {
    if (!known.contains(codec)) {
      String names = String.join(" or ", known.stream().sorted().toList());
      problems.add(new RuleProblem(field, "is not supported", "use " + names));
    }
  }

  private static void checkPayloadType(String field, int value, List<RuleProblem> problems) {
    if (value < FIRST_PAYLOAD_TYPE || value > LAST_PAYLOAD_TYPE) {
      problems.add(
          new RuleProblem(field, "is " + value, "use 96 to 127, or 0 to have it chosen for you"));
    }
  }

  /// Legs are named under the same rule as processes: their ids stand in reports and in paths.
  private static void checkLegIds(String list, List<FfmpegLeg> legs, List<RuleProblem> problems) {
    for (int i = 0; i < legs.size(); i++) {
      String problem = ProcessId.problem(legs.get(i).id());
      if (!problem.isEmpty()) {
        problems.add(new RuleProblem(list + "[" + i + "].id", problem, "name the leg otherwise"));
      }
    }
  }

  private static void checkSource(WhipIngest whip, FfmpegJob job, List<RuleProblem> problems) {
    if (!whip.enabled() && job.inputs().isEmpty()) {
      problems.add(
          new RuleProblem("input", "is empty", "name an input, or enable whipIngest to have one"));
    }
  }
}
