package io.sluice.worker.ingest;

import io.sluice.worker.ffmpeg.Progress;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.supervision.LimitKind;
import io.sluice.worker.supervision.LimitVerdict;
import io.sluice.worker.supervision.LimitWatch;
import io.sluice.worker.supervision.OutputWatch;
import io.sluice.worker.supervision.OutputWatch.Inflow;
import io.sluice.worker.supervision.Supervision;
import io.sluice.worker.supervision.Usage;
import io.sluice.worker.supervision.Written;
import io.sluice.worker.usage.UsageSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The watchers of one FFmpeg that runs.
///
/// Thread: the process's own; only the tick comes from another.
final class Lookout implements AutoCloseable {
  private final Attempt attempt;
  private final OutputWatch output;
  private final List<LimitWatch> limits =
      List.of(new LimitWatch(LimitKind.CPU), new LimitWatch(LimitKind.MEMORY));
  private final UsageSource.Sampling sampling;

  private Lookout(Attempt attempt, UsageSource source, Consumer<Usage> tick) {
    this.attempt = attempt;
    this.output = new OutputWatch(inflow(attempt), System.nanoTime());
    this.sampling = source.watch(attempt.ffmpeg().pid(), tick);
  }

  /// @param tick asks for [#look] with what it is given, from any thread
  static Lookout begin(Attempt attempt, UsageSource source, Consumer<Usage> tick) {
    return new Lookout(attempt, source, tick);
  }

  /// What is wrong with FFmpeg; empty while nothing is.
  ///
  /// @param supervision as it stands now
  /// @param tell hears of limits passed
  Optional<Fault> look(
      Usage usage, Supervision supervision, long nowNanos, Consumer<IngestFact> tell) {
    for (LimitWatch limit : limits) {
      switch (limit.look(usage, supervision.limits(), nowNanos)) {
        case LimitVerdict.Within _ -> {}
        case LimitVerdict.Exceeded e ->
            tell.accept(
                new IngestFact.LimitExceeded(attempt.number(), e.limit(), e.used(), e.allowed()));
        case LimitVerdict.TooLong e -> {
          return Optional.of(Fault.above(e.limit()));
        }
      }
    }
    return switch (output.look(inflow(attempt), written(), supervision, nowNanos)) {
      case FINE -> Optional.empty();
      case NO_OUTPUT -> Optional.of(Fault.NO_OUTPUT);
      case STALLED -> Optional.of(Fault.STALLED);
    };
  }

  private Written written() {
    Progress progress = attempt.ffmpeg().progress();
    return new Written(progress.outTime(), progress.bytes());
  }

  private static Inflow inflow(Attempt attempt) {
    return attempt
        .legs()
        .map(IngestLegs::forwarded)
        .<Inflow>map(Inflow.Packets::new)
        .orElseGet(Inflow.OfItsOwn::new);
  }

  @Override
  public void close() {
    sampling.close();
  }
}
