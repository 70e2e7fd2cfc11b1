package io.sluice.controlplane.history;

import io.sluice.controlplane.placement.Candidate;
import io.sluice.controlplane.placement.Demand;
import io.sluice.controlplane.placement.Offer;
import io.sluice.controlplane.placement.Score;
import io.sluice.controlplane.placement.Survey;
import io.sluice.identity.Incarnation;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.FleetSurvey;
import io.sluice.schemas.PlacementScore;
import io.sluice.schemas.Transition;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What was on offer to placement as records. The scores are written for whoever reads; they follow
/// from the rest, and are not read back.
final class OfferRecords {
  private OfferRecords() {}

  /// @param demand by which the candidates were judged, asked for when there are some; empty when
  ///   they were not
  static List<io.sluice.schemas.Candidate> write(Offer offer, Supplier<Optional<Demand>> demand) {
    if (offer.candidates().isEmpty()) {
      return List.of();
    }
    Demand judge = demand.get().orElse(null);
    return offer.candidates().stream().map(c -> write(c, judge)).toList();
  }

  static @Nullable FleetSurvey write(Survey survey) {
    return survey.equals(Survey.NOBODY)
        ? null
        : new FleetSurvey(
            survey.silent(),
            survey.draining(),
            survey.otherLabels(),
            survey.incapable(),
            survey.full(),
            survey.withoutLeases(),
            survey.lacking());
  }

  static Offer read(Transition record) {
    return new Offer(
        record.getCandidates().stream().map(OfferRecords::read).toList(),
        record.getSurvey().map(OfferRecords::read).orElse(Survey.NOBODY));
  }

  private static io.sluice.schemas.Candidate write(Candidate candidate, @Nullable Demand demand) {
    return new io.sluice.schemas.Candidate(
        candidate.workerId().value(),
        candidate.incarnation().value(),
        candidate.maxProcesses(),
        candidate.freeProcesses(),
        candidate.freeLeases(),
        candidate.cpuLoad(),
        candidate.memoryLoad(),
        candidate.ffmpegFeatures(),
        candidate.labels(),
        candidate.sameReference(),
        demand == null || demand.obstacle(candidate).isPresent()
            ? null
            : write(Score.of(candidate, demand)));
  }

  private static PlacementScore write(Score score) {
    return new PlacementScore(
        score.room(), score.cpu(), score.memory(), score.labels(), score.reference());
  }

  private static Candidate read(io.sluice.schemas.Candidate candidate) {
    return new Candidate(
        new WorkerId(candidate.getWorkerId()),
        new Incarnation(candidate.getIncarnation()),
        candidate.getMaxProcesses(),
        candidate.getFreeProcesses(),
        candidate.getFreeLeases(),
        candidate.getCpuLoad(),
        candidate.getMemoryLoad(),
        candidate.getFfmpegFeatures(),
        candidate.getLabels(),
        candidate.getSameReference());
  }

  private static Survey read(FleetSurvey survey) {
    return new Survey(
        survey.getSilent(),
        survey.getDraining(),
        survey.getOtherLabels(),
        survey.getIncapable(),
        survey.getFull(),
        survey.getWithoutLeases(),
        survey.getLacking());
  }
}
