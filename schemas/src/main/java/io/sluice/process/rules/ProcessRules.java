package io.sluice.process.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules that every process must keep before FFmpeg sees any of it.
public final class ProcessRules {
  private static final String RESERVED_LEG_PREFIX = "whip:";

  private ProcessRules() {}

  /// Everything that `job` must not ask for, in the order of its fields; empty when it may run.
  public static List<RuleProblem> problems(FfmpegJob job) {
    List<RuleProblem> problems = new ArrayList<>();
    problems.addAll(OptionRules.GLOBAL.problems("options", job.options()));
    checkLegs("input", job.inputs(), AddressRules.Direction.INPUT, problems);
    if (job.outputs().isEmpty()) {
      problems.add(new RuleProblem("output", "is empty", "name at least one output"));
    }
    checkLegs("output", job.outputs(), AddressRules.Direction.OUTPUT, problems);
    return List.copyOf(problems);
  }

  private static void checkLegs(
      String name,
      List<FfmpegLeg> legs,
      AddressRules.Direction direction,
      List<RuleProblem> problems) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < legs.size(); i++) {
      FfmpegLeg leg = legs.get(i);
      String field = name + "[" + i + "]";
      checkId(field + ".id", leg.id(), ids, problems);
      AddressRules.check(field + ".address", leg, direction, problems);
      OptionRules options =
          direction == AddressRules.Direction.INPUT ? OptionRules.INPUT : OptionRules.OUTPUT;
      problems.addAll(options.problems(field + ".options", leg.options()));
    }
  }

  private static void checkId(
      String field, String id, Set<String> seen, List<RuleProblem> problems) {
    if (id.isEmpty()) {
      problems.add(new RuleProblem(field, "is empty", "give the leg a name"));
    } else if (id.startsWith(RESERVED_LEG_PREFIX)) {
      problems.add(
          new RuleProblem(
              field, "begins with 'whip:'", "that prefix is kept for the legs of the worker"));
    } else if (!seen.add(id)) {
      problems.add(new RuleProblem(field, "is used twice", "name each leg differently"));
    }
  }
}
