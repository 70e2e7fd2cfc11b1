package io.sluice.process.rules;

import java.util.List;

/// What a process asks of FFmpeg, without the WHIP legs that the worker prepends.
///
/// @param options global options, one argument an element
/// @param inputs stand after the WHIP legs
/// @param outputs at least one, when the job is acceptable
public record FfmpegJob(List<String> options, List<FfmpegLeg> inputs, List<FfmpegLeg> outputs) {
  public FfmpegJob {
    options = List.copyOf(options);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
