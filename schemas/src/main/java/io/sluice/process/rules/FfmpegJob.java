package io.sluice.process.rules;

import java.util.List;

/// What a process asks of FFmpeg, without the WHIP legs that the worker prepends.
///
/// @param options global options, one argument an element
/// @param inputs stand after the WHIP legs
/// @param outputs at least one, when the job is acceptable
/// @param names what its placeholders stand for
public record FfmpegJob(
    List<String> options, List<FfmpegLeg> inputs, List<FfmpegLeg> outputs, JobNames names) {
  public FfmpegJob {
    options = List.copyOf(options);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /// One that belongs to no process yet.
  public FfmpegJob(List<String> options, List<FfmpegLeg> inputs, List<FfmpegLeg> outputs) {
    this(options, inputs, outputs, JobNames.NONE);
  }

  /// The same, as that process's.
  public FfmpegJob of(JobNames owner) {
    return new FfmpegJob(options, inputs, outputs, owner);
  }
}
