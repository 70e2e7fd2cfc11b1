package io.sluice.process.rules;

import io.sluice.process.rules.Placeholders.Filling.Filled;
import io.sluice.process.rules.Placeholders.Filling.Wrong;
import io.sluice.process.rules.Placeholders.Writing;
import java.util.ArrayList;
import java.util.List;

/// Fills the placeholders of a whole job in.
final class JobFilling {
  private final List<RuleProblem> problems;

  private JobFilling(List<RuleProblem> problems) {
    this.problems = problems;
  }

  /// @param problems gets what is wrong; the job that comes back is of no use then
  static FfmpegJob fill(FfmpegJob written, List<RuleProblem> problems) {
    JobFilling filling = new JobFilling(problems);
    Placeholders ofProcess = Placeholders.of(written.names());
    List<FfmpegLeg> inputs = new ArrayList<>();
    for (int i = 0; i < written.inputs().size(); i++) {
      inputs.add(filling.leg("input[" + i + "]", written.inputs().get(i), ofProcess));
    }
    List<FfmpegLeg> outputs = new ArrayList<>();
    for (int i = 0; i < written.outputs().size(); i++) {
      FfmpegLeg output = written.outputs().get(i);
      outputs.add(
          filling.leg("output[" + i + "]", output, Placeholders.of(written.names(), output)));
    }
    return new FfmpegJob(
        filling.options("options", written.options(), ofProcess), inputs, outputs, written.names());
  }

  private FfmpegLeg leg(String field, FfmpegLeg leg, Placeholders placeholders) {
    Writing writing = leg.address().contains("://") ? Writing.URL : Writing.PLAIN;
    return new FfmpegLeg(
        leg.id(),
        text(field + ".address", leg.address(), writing, placeholders),
        options(field + ".options", leg.options(), placeholders));
  }

  private List<String> options(String field, List<String> options, Placeholders placeholders) {
    List<String> filled = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      filled.add(text(field + "[" + i + "]", options.get(i), Writing.PLAIN, placeholders));
    }
    return filled;
  }

  private String text(String field, String text, Writing writing, Placeholders placeholders) {
    return switch (placeholders.fill(field, text, writing)) {
      case Filled(String filled) -> filled;
      case Wrong(RuleProblem problem) -> {
        problems.add(problem);
        yield text;
      }
    };
  }
}
