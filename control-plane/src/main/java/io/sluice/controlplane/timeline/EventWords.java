package io.sluice.controlplane.timeline;

import io.sluice.schemas.CommandAccepted;
import io.sluice.schemas.CommandChangedNothing;
import io.sluice.schemas.CommandRejected;
import io.sluice.schemas.CommandRepeated;
import io.sluice.schemas.FactIgnored;
import io.sluice.schemas.FfmpegFailure;
import io.sluice.schemas.IncarnationChanged;
import io.sluice.schemas.InputRefused;
import io.sluice.schemas.Leg;
import io.sluice.schemas.MoveBegan;
import io.sluice.schemas.MoveCutShort;
import io.sluice.schemas.PlacementLost;
import io.sluice.schemas.PlacementPostponed;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.ProcessConfigured;
import io.sluice.schemas.ProcessPlaced;
import io.sluice.schemas.ProcessQuarantined;
import io.sluice.schemas.ProcessReleased;
import io.sluice.schemas.ProcessStopped;
import io.sluice.schemas.RestartRequested;
import io.sluice.schemas.StopRequested;
import io.sluice.schemas.Transition;
import io.sluice.schemas.redaction.AddressRedaction;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/// What matters in an event, in a few words.
public final class EventWords {
  private EventWords() {}

  /// @param transition in which it happened
  public static String of(SpecificRecord event, Transition transition) {
    return switch (event) {
      case ProcessPlaced e ->
          PlacementWords.of(e.getWorkerId(), e.getGeneration(), transition.getCandidates());
      case MoveBegan e ->
          PlacementWords.of(e.getWorkerId(), e.getGeneration(), transition.getCandidates())
              + "; "
              + e.getLeavingWorkerId()
              + " runs it until that is ready";
      default -> of(event, causeOf(transition));
    };
  }

  private static String causeOf(Transition transition) {
    return transition.getCause().map(c -> TimelineText.shortName(c.getType())).orElse("");
  }

  /// @param cause type of the input from which the event followed
  private static String of(SpecificRecord event, String cause) {
    return switch (event) {
      case CommandAccepted _ -> cause;
      case CommandChangedNothing e -> cause + ": " + e.getDetail();
      case CommandRejected e -> cause + ": " + e.getDetail();
      case CommandRepeated e ->
          cause + ": again " + e.getOutcome() + ", as in " + e.getFirstSequence();
      case ProcessConfigured e ->
          (e.getRevision() > 1 ? "revision " + e.getRevision() + ": " : "")
              + configured(e.getConfig());
      case PlacementPostponed e -> e.getDetail();
      case PlacementLost e -> e.getReason() + ", generation " + e.getGeneration() + " is over";
      case MoveCutShort e ->
          e.getReason()
              + ": "
              + e.getLeavingWorkerId()
              + " runs it no more, before the other is ready";
      case IncarnationChanged e -> e.getWorkerId() + " holds it in a new life";
      case RestartRequested e ->
          e.getCause() + (e.getReason().isEmpty() ? "" : ": " + e.getReason());
      case ProcessQuarantined e -> quarantined(e);
      case ProcessReleased _ -> "failures forgotten";
      case StopRequested e -> e.getReason();
      case ProcessStopped e -> e.getReason() + (e.getForced() ? ", by force" : "");
      case FactIgnored e -> cause + ": " + e.getDetail();
      case InputRefused e -> e.getDetail();
      default -> FactWords.of(event);
    };
  }

  private static String quarantined(ProcessQuarantined event) {
    FfmpegFailure last = event.getFailures().getLast();
    return "%d failures since %s, the last %s%s"
        .formatted(
            event.getFailures().size(),
            event.getFailures().getFirst().getAt().truncatedTo(ChronoUnit.SECONDS),
            last.getReason(),
            last.getDetail().isEmpty() ? "" : ": " + last.getDetail());
  }

  private static String configured(ProcessConfig config) {
    var whip = config.getWhipIngest();
    String input =
        whip.getEnabled()
            ? String.join("/", whip.getVideoCodec())
                + " "
                + whip.getVideoPayloadType()
                + ", "
                + String.join("/", whip.getAudioCodec())
                + " "
                + whip.getAudioPayloadType()
            : "no WHIP, " + config.getInput().size() + " inputs";
    return input
        + " to "
        + config.getOutput().stream()
            .map(Leg::getAddress)
            .map(AddressRedaction::redacted)
            .collect(Collectors.joining(", "));
  }
}
