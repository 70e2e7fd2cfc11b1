package io.sluice.controlplane.history;

import io.sluice.controlplane.process.Failure;
import io.sluice.identity.Generation;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.FfmpegFailure;
import java.util.List;

/// Failures of FFmpeg as records.
final class FailureRecords {
  private FailureRecords() {}

  static List<FfmpegFailure> write(List<Failure> failures) {
    return failures.stream()
        .map(failure ->
            new FfmpegFailure(
                failure.at(),
                failure.workerId().value(),
                failure.generation().value(),
                failure.attempt(),
                failure.reason(),
                failure.detail()))
        .toList();
  }

  static List<Failure> read(List<FfmpegFailure> failures) {
    return failures.stream()
        .map(failure ->
            new Failure(
                failure.getAt(),
                new WorkerId(failure.getWorkerId()),
                new Generation(failure.getGeneration()),
                failure.getAttempt(),
                failure.getReason(),
                failure.getDetail()))
        .toList();
  }
}
