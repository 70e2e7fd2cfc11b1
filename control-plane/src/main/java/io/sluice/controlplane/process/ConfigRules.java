package io.sluice.controlplane.process;

import io.sluice.identity.ProcessId;
import io.sluice.process.rules.AddressLists;
import io.sluice.process.rules.CopyRules;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.JobNames;
import io.sluice.process.rules.JobVerdict.Accepted;
import io.sluice.process.rules.JobVerdict.Refused;
import io.sluice.process.rules.ProcessRules;
import io.sluice.process.rules.RuleProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What is wrong with a configuration, its defaults filled in. Fields are named by their paths in
/// the process's JSON.
///
/// @param id of the process, which placeholders may stand for
/// @param lists of addresses that this control plane holds processes to
record ConfigRules(ProcessId id, AddressLists lists) {
  private static final List<String> VIDEO_CODECS = List.of("H264", "VP8", "VP9", "AV1", "H265");
  private static final List<String> AUDIO_CODECS = List.of("OPUS", "PCMU", "PCMA");

  // The dynamic range of RFC 3551 section 6.
  private static final int FIRST_PAYLOAD_TYPE = 96;
  private static final int LAST_PAYLOAD_TYPE = 127;

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  List<RuleProblem> problems(ProcessConfig config) {
    List<RuleProblem> problems = new ArrayList<>();
    checkWhipIngest(config.whipIngest(), problems);
    checkSource(config.whipIngest(), config.job(), problems);
    WishRules.check(config, problems);
    checkWord(
        "isolation",
        config.isolation(),
        List.of(ProcessConfig.CONTINUE, ProcessConfig.STOP),
        problems);
    SupervisionRules.check(config.supervision(), problems);
    FfmpegJob written = config.job().of(new JobNames(id.value(), config.reference()));
    switch (ProcessRules.judge(written, lists)) {
      case Refused refused -> problems.addAll(refused.problems());
      case Accepted(FfmpegJob job) ->
          problems.addAll(CopyRules.problems(job, config.whipIngest().codecs()));
    }
    return problems;
  }

  private static void checkWhipIngest(WhipIngest whip, List<RuleProblem> problems) {
    checkCodecs("whipIngest.videoCodec", whip.videoCodecs(), VIDEO_CODECS, problems);
    checkCodecs("whipIngest.audioCodec", whip.audioCodecs(), AUDIO_CODECS, problems);
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
    checkStart(whip, problems);
    checkWord(
        "whipIngest.onResolutionChange",
        whip.onResolutionChange(),
        List.of(WhipIngest.CONTINUE, WhipIngest.RESTART),
        problems);
  }

  private static void checkStart(WhipIngest whip, List<RuleProblem> problems) {
    checkWord(
        "whipIngest.start",
        whip.start(),
        List.of(WhipIngest.EAGER, WhipIngest.ON_PUBLISH),
        problems);
    if (whip.start().equals(WhipIngest.EAGER) && whip.leavesAChoice()) {
      problems.add(
          new RuleProblem(
              "whipIngest.start",
              "is EAGER, but several codecs of a kind are listed",
              "use ON_PUBLISH, or list one video and one audio codec"));
    }
  }

  private static void checkCodecs(
      String field, List<String> codecs, List<String> known, List<RuleProblem> problems) {
    Set<String> seen = new HashSet<>();
    for (String codec : codecs) {
      checkWord(field, codec, known, problems);
      if (!seen.add(codec)) {
        problems.add(new RuleProblem(field, "lists a codec twice", "list each codec once"));
      }
    }
  }

  private static void checkWord(
      String field, String word, List<String> known, List<RuleProblem> problems) {
    if (!known.contains(word)) {
      problems.add(new RuleProblem(field, "is not supported", "use " + String.join(" or ", known)));
    }
  }

  private static void checkPayloadType(String field, int value, List<RuleProblem> problems) {
    if (value < FIRST_PAYLOAD_TYPE || value > LAST_PAYLOAD_TYPE) {
      problems.add(
          new RuleProblem(field, "is " + value, "use 96 to 127, or 0 to have it chosen for you"));
    }
  }

  private static void checkSource(WhipIngest whip, FfmpegJob job, List<RuleProblem> problems) {
    if (!whip.enabled() && job.inputs().isEmpty()) {
      problems.add(
          new RuleProblem("input", "is empty", "name an input, or enable whipIngest to have one"));
    }
  }
}
