package io.sluice.process.rules;

import java.util.List;

/// What the rules say of a job.
public sealed interface JobVerdict {
  /// @param job with its placeholders filled in: what FFmpeg is to get
  record Accepted(FfmpegJob job) implements JobVerdict {}

  /// @param problems at least one, in the order of the job's fields
  record Refused(List<RuleProblem> problems) implements JobVerdict {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
