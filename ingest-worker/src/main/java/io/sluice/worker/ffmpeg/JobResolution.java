package io.sluice.worker.ffmpeg;

import io.sluice.process.rules.AddressLists;
import io.sluice.process.rules.AddressRules;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.process.rules.JobVerdict.Accepted;
import io.sluice.process.rules.JobVerdict.Refused;
import io.sluice.process.rules.ProcessRules;
import io.sluice.process.rules.RuleProblem;
import io.sluice.process.rules.UrlTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes of what a process asks for what FFmpeg is told on this host: placeholders and secrets
/// filled in, paths where they really are, their folders made.
final class JobResolution {
  private final OutputFolder folder;
  private final Secrets secrets;
  private final AddressLists lists;
  private final HostLookup lookup;

  JobResolution(OutputFolder folder, Secrets secrets, AddressLists lists, HostLookup lookup) {
    this.folder = folder;
    this.secrets = secrets;
    this.lists = lists;
    this.lookup = lookup;
  }

  /// @param job with real addresses; holds secrets, so it is never shown
  /// @param secretValues what must not appear in anything FFmpeg says
  record Resolved(FfmpegJob job, List<String> secretValues) {}

  /// `job` with its placeholders filled in.
  ///
  /// @throws CouldNotStartException when it asks for what it must not
  FfmpegJob judged(FfmpegJob job) throws CouldNotStartException {
    // The decider asked the same before; an assignment written by anything else must not get by.
    return switch (ProcessRules.judge(job, lists)) {
      case Accepted(FfmpegJob filled) -> filled;
      case Refused(List<RuleProblem> problems) -> throw refused(problems.getFirst());
    };
  }

  Resolved resolve(FfmpegJob written) throws CouldNotStartException {
    FfmpegJob job = judged(written);
    Map<String, String> used = new HashMap<>();
    List<FfmpegLeg> inputs = new ArrayList<>();
    for (int i = 0; i < job.inputs().size(); i++) {
      inputs.add(onNetwork("input[" + i + "]", job.inputs().get(i), lists.input(), used));
    }
    List<FfmpegLeg> outputs = new ArrayList<>();
    for (int i = 0; i < job.outputs().size(); i++) {
      FfmpegLeg leg = job.outputs().get(i);
      outputs.add(
          AddressRules.isPath(leg.address())
              ? onDisk(leg)
              : onNetwork("output[" + i + "]", leg, lists.output(), used));
    }
    return new Resolved(
        new FfmpegJob(job.options(), inputs, outputs, job.names()), List.copyOf(used.values()));
  }

  private FfmpegLeg onNetwork(
      String field, FfmpegLeg leg, AddressLists.Direction allowed, Map<String, String> used)
      throws CouldNotStartException {
    String address = secrets.resolve(leg.address(), used);
    Optional<UrlTarget> target = AddressRules.target(address);
    if (target.isPresent() && allowed.mustLookUp(target.get())) {
      Optional<RuleProblem> problem =
          AddressRules.problemOnceLookedUp(
              field + ".address", target.get(), allowed, lookup.addressesOf(target.get().host()));
      if (problem.isPresent()) {
        throw refused(problem.get());
      }
    }
    return new FfmpegLeg(leg.id(), address, leg.options());
  }

  private FfmpegLeg onDisk(FfmpegLeg leg) throws CouldNotStartException {
    try {
      Path file = folder.prepareForWriting(leg.address());
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

  private static CouldNotStartException refused(RuleProblem problem) {
    return new CouldNotStartException(ExitReason.BAD_CONFIGURATION, problem.toString());
  }
}
