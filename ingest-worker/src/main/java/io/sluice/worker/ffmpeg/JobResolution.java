package io.sluice.worker.ffmpeg;

import io.sluice.process.rules.AddressRules;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.process.rules.ProcessRules;
import io.sluice.process.rules.RuleProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes of what a process asks for what FFmpeg is told on this host: secrets filled in, paths
/// where they really are, their folders made.
final class JobResolution {
  private final OutputFolder folder;
  private final Secrets secrets;

  JobResolution(OutputFolder folder, Secrets secrets) {
    this.folder = folder;
    this.secrets = secrets;
  }

  /// @param job with real addresses; holds secrets, so it is never shown
  /// @param secretValues what must not appear in anything FFmpeg says
  record Resolved(FfmpegJob job, List<String> secretValues) {}

  Resolved resolve(FfmpegJob job) throws CouldNotStartException {
    // The decider asked the same before; an assignment written by anything else must not get by.
    List<RuleProblem> problems = ProcessRules.problems(job);
    if (!problems.isEmpty()) {
      throw new CouldNotStartException(
          ExitReason.BAD_CONFIGURATION, String.valueOf(problems.getFirst()));
    }
    Map<String, String> used = new HashMap<>();
    List<FfmpegLeg> inputs = new ArrayList<>();
    for (FfmpegLeg leg : job.inputs()) {
      inputs.add(new FfmpegLeg(leg.id(), secrets.resolve(leg.address(), used), leg.options()));
    }
    List<FfmpegLeg> outputs = new ArrayList<>();
    for (FfmpegLeg leg : job.outputs()) {
      outputs.add(
          AddressRules.isPath(leg.address())
              ? onDisk(leg)
              : new FfmpegLeg(leg.id(), secrets.resolve(leg.address(), used), leg.options()));
    }
    return new Resolved(new FfmpegJob(job.options(), inputs, outputs), List.copyOf(used.values()));
  }

  private FfmpegLeg onDisk(FfmpegLeg leg) throws CouldNotStartException {
    try {
      Path file = folder.prepare(leg.address());
      if (!OutputDefaults.isPlaylist(leg.address())) {
        folder.keepEarlier(file);
      }
      return new FfmpegLeg(leg.id(), file.toString(), besidePlaylist(leg.options(), file));
    } catch (IOException e) {
      throw new CouldNotStartException(
          ExitReason.OUTPUT_REFUSED, "output " + leg.id() + ": " + e.getMessage());
    }
  }

  /// FFmpeg takes a segment's name relative to its own working folder.
  private static List<String> besidePlaylist(List<String> options, Path playlist) {
    int name = options.indexOf("-hls_segment_filename") + 1;
    if (name == 0 || name == options.size()) {
      return options;
    }
    List<String> moved = new ArrayList<>(options);
    moved.set(name, playlist.resolveSibling(options.get(name)).toString());
    return moved;
  }
}
