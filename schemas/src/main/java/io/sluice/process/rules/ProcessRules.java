package io.sluice.process.rules;

import io.sluice.identity.ProcessId;
import io.sluice.process.rules.AddressRules.Direction;
import io.sluice.process.rules.JobVerdict.Accepted;
import io.sluice.process.rules.JobVerdict.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules that every process must keep before FFmpeg sees any of it. They judge what FFmpeg
/// would get: placeholders are filled in first.
public final class ProcessRules {
  private static final String RESERVED_LEG_PREFIX = "whip:";
  private static final int MAX_LEGS = 64;
  private static final int MAX_OPTIONS = 256;
  private static final int MAX_OPTION_CHARS = 4_096;

  private ProcessRules() {}

  /// @param written as the orchestrator wrote it
  public static JobVerdict judge(FfmpegJob written, AddressLists lists) {
    List<RuleProblem> problems = new ArrayList<>();
    checkSizes(written, problems);
    checkIds("input", written.inputs(), problems);
    checkIds("output", written.outputs(), problems);
    FfmpegJob filled = JobFilling.fill(written, problems);
    if (!problems.isEmpty()) {
      return new Refused(problems);
    }
    problems.addAll(OptionRules.GLOBAL.problems("options", filled.options()));
    checkLegs("input", filled.inputs(), Direction.INPUT, lists, problems);
    if (filled.outputs().isEmpty()) {
      problems.add(
          new RuleProblem(Rule.OUTPUT_MISSING, "output", "is empty", "name at least one output"));
    }
    checkLegs("output", filled.outputs(), Direction.OUTPUT, lists, problems);
    return problems.isEmpty() ? new Accepted(filled) : new Refused(problems);
  }

  private static void checkLegs(
      String name,
      List<FfmpegLeg> legs,
      Direction direction,
      AddressLists lists,
      List<RuleProblem> problems) {
    for (int i = 0; i < legs.size(); i++) {
      FfmpegLeg leg = legs.get(i);
      String field = name + "[" + i + "]";
      AddressRules.problem(field + ".address", leg, direction, lists).ifPresent(problems::add);
      OptionRules options = direction == Direction.INPUT ? OptionRules.INPUT : OptionRules.OUTPUT;
      problems.addAll(options.problems(field + ".options", leg.options()));
    }
  }

  private static void checkIds(String name, List<FfmpegLeg> legs, List<RuleProblem> problems) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < legs.size(); i++) {
      String field = name + "[" + i + "].id";
      String id = legs.get(i).id();
      if (id.isEmpty()) {
        problems.add(new RuleProblem(Rule.ID_MISSING, field, "is empty", "give the leg a name"));
      } else if (id.startsWith(RESERVED_LEG_PREFIX)) {
        problems.add(
            new RuleProblem(
                Rule.ID_RESERVED,
                field,
                "begins with 'whip:'",
                "that prefix is kept for the legs of the worker"));
      } else if (!ProcessId.problem(id).isEmpty()) {
        // Under the same rule as processes: it stands in reports and in paths.
        problems.add(
            new RuleProblem(
                Rule.ID_MALFORMED, field, ProcessId.problem(id), "name the leg otherwise"));
      } else if (!seen.add(id)) {
        problems.add(
            new RuleProblem(Rule.ID_REPEATED, field, "is used twice", "name each leg differently"));
      }
    }
  }

  private static void checkSizes(FfmpegJob job, List<RuleProblem> problems) {
    checkSize("options", job.options(), problems);
    checkSizes("input", job.inputs(), problems);
    checkSizes("output", job.outputs(), problems);
  }

  private static void checkSizes(String name, List<FfmpegLeg> legs, List<RuleProblem> problems) {
    if (legs.size() > MAX_LEGS) {
      problems.add(tooLarge(name, "name at most " + MAX_LEGS));
    }
    for (int i = 0; i < legs.size(); i++) {
      checkSize(name + "[" + i + "].options", legs.get(i).options(), problems);
    }
  }

  private static void checkSize(String field, List<String> options, List<RuleProblem> problems) {
    if (options.size() > MAX_OPTIONS
        || options.stream().anyMatch(option -> option.length() > MAX_OPTION_CHARS)) {
      problems.add(
          tooLarge(
              field,
              "use at most "
                  + MAX_OPTIONS
                  + " elements of at most "
                  + MAX_OPTION_CHARS
                  + " characters"));
    }
  }

  private static RuleProblem tooLarge(String field, String advice) {
    return new RuleProblem(Rule.TOO_LARGE, field, "is more than a process may have", advice);
  }
}
