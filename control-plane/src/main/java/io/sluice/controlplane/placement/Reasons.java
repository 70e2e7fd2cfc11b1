package io.sluice.controlplane.placement;

import io.sluice.controlplane.placement.Placement.Nowhere;
import io.sluice.controlplane.placement.Placement.Shortage;
import io.sluice.process.rules.FfmpegFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Why a process waits, in words: what stood against how many workers.
final class Reasons {
  private Reasons() {}

  static Nowhere against(Survey survey, Demand demand) {
    List<String> parts = new ArrayList<>();
    add(parts, survey.otherLabels(), "without " + labels(demand));
    add(parts, survey.incapable(), "whose FFmpeg lacks " + lacking(survey));
    add(parts, survey.full(), "full");
    add(parts, survey.withoutLeases(), "without free ports");
    add(parts, survey.draining(), "draining");
    add(parts, survey.silent(), "silent");
    String ready =
        survey.ready() == 0 ? "no worker is ready" : "none of " + workers(survey.ready()) + " fits";
    return new Nowhere(
        shortage(survey), parts.isEmpty() ? ready : ready + ": " + String.join(", ", parts));
  }

  /// The offer was older than the news that its workers are gone.
  static Nowhere against(List<Candidate> candidates, Demand demand) {
    SurveyCount count = new SurveyCount(demand);
    candidates.forEach(count::ready);
    return against(count.survey(), demand);
  }

  /// The one that most workers got furthest to: who lacks labels is not short of room.
  private static Shortage shortage(Survey survey) {
    if (survey.full() + survey.withoutLeases() > 0) {
      return Shortage.NO_CAPACITY;
    }
    if (survey.incapable() > 0) {
      return Shortage.NO_CAPABLE_FFMPEG;
    }
    return survey.otherLabels() > 0 ? Shortage.NO_MATCHING_LABELS : Shortage.NO_WORKER;
  }

  private static void add(List<String> parts, int count, String what) {
    if (count > 0) {
      parts.add(count + " " + what);
    }
  }

  private static String workers(int count) {
    return count == 1 ? "1 worker" : count + " workers";
  }

  private static String labels(Demand demand) {
    return demand.wish().required().entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining(" and "));
  }

  private static String lacking(Survey survey) {
    return survey.lacking().keySet().stream()
        .map(FfmpegFeature::described)
        .collect(Collectors.joining(" or "));
  }
}
