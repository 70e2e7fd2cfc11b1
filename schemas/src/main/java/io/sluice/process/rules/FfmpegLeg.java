package io.sluice.process.rules;

import java.util.List;

/// One input or output of FFmpeg, as the orchestrator wrote it.
///
/// @param id unique among the inputs or the outputs of its process
/// @param address a URL, or for an output a path relative to the worker's output folder
/// @param options FFmpeg options that stand before the address, one argument an element
public record FfmpegLeg(String id, String address, List<String> options) {
  public FfmpegLeg {
    options = List.copyOf(options);
  }
}
