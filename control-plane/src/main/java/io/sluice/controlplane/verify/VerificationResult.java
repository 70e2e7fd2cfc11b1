package io.sluice.controlplane.verify;

import io.sluice.controlplane.verify.Finding.Trouble;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a verification found.
///
/// @param compared transitions that were decided again
/// @param followed transitions that were only folded into the state
/// @param processes how many were seen
/// @param snapshots how many were compared with the fold of their history
/// @param routes how many processes were compared with their route
/// @param troubles all that is not as it would be today
public record VerificationResult(
    long compared,
    long followed,
    long processes,
    long snapshots,
    long routes,
    List<Trouble> troubles) {
  public static final VerificationResult NOTHING = new VerificationResult(0, 0, 0, 0, 0, List.of());

  public VerificationResult {
    troubles = List.copyOf(troubles);
  }

  /// The earliest trouble.
  public Optional<Trouble> first() {
    return troubles.stream()
        .min(
            Comparator.comparing(Trouble::at)
                .thenComparing(trouble -> trouble.process().value())
                .thenComparingLong(Trouble::sequence));
  }

  /// This and what another thread found in other partitions.
  public VerificationResult and(VerificationResult other) {
    return new VerificationResult(
        compared + other.compared,
        followed + other.followed,
        processes + other.processes,
        snapshots + other.snapshots,
        routes + other.routes,
        Stream.concat(troubles.stream(), other.troubles.stream()).toList());
  }
}
