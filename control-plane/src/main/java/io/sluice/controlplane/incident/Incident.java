package io.sluice.controlplane.incident;

import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.verify.Decider;
import io.sluice.controlplane.verify.Published;
import io.sluice.controlplane.verify.Verification;
import io.sluice.controlplane.verify.VerificationResult;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.Transition;
import java.util.List;
import java.util.Set;

/// What happened to one process in a stretch of time.
///
/// @param before the process before the first transition
/// @param transitions in order, without a hole
/// @param reports of the runs of FFmpeg in that time
/// @param unverifiable numbers of transitions whose decision depended on what was taken out
public record Incident(
    Process before,
    List<Transition> transitions,
    List<FfmpegReport> reports,
    Set<Long> unverifiable) {
  public Incident {
    transitions = List.copyOf(transitions);
    reports = List.copyOf(reports);
    unverifiable = Set.copyOf(unverifiable);
  }

  /// Decides again what was decided then.
  public VerificationResult verify(Decider decider) {
    Verification verification =
        new Verification(decider, t -> !unverifiable.contains(t.getSequence()), Published.NOTHING);
    verification.begin(before);
    transitions.forEach(verification::next);
    return verification.result();
  }
}
