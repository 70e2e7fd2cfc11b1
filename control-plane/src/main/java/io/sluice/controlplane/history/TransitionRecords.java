package io.sluice.controlplane.history;

import io.sluice.controlplane.process.Circumstances;
import io.sluice.controlplane.process.CommandOutcome;
import io.sluice.controlplane.process.Decision;
import io.sluice.controlplane.process.OutcomeEvolution;
import io.sluice.controlplane.process.Process;
import io.sluice.controlplane.process.ProcessDecider;
import io.sluice.controlplane.process.ProcessEvent;
import io.sluice.controlplane.process.ProcessInput;
import io.sluice.eventlog.InputPosition;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.Recorded;
import io.sluice.schemas.Transition;
import io.sluice.schemas.codec.Decoding;
import io.sluice.schemas.codec.RecordCodec;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Transitions as records, and back: the history alone re-runs the decider (rule 2).
///
/// @param decidedBy instance of the control plane that writes
public record TransitionRecords(RecordCodec codec, String decidedBy) {

  /// @param before the process as the input found it
  /// @param position where the input stood; null when the control plane itself gave it
  public Transition write(
      Process before,
      ProcessInput input,
      Circumstances circumstances,
      Decision decision,
      @Nullable InputPosition position) {
    Process after = decision.after();
    ProcessId id = after.id();
    Optional<CommandOutcome> outcome =
        OutcomeEvolution.outcomeOf(decision.events(), after.sequence());
    return new Transition(
        id.value(),
        after.sequence(),
        circumstances.now(),
        decidedBy,
        write(position),
        OfferRecords.write(circumstances.offer(), () -> ProcessDecider.demand(after.state())),
        OfferRecords.write(circumstances.offer().survey()),
        AddressListRecords.write(circumstances.addressLists()),
        codec.recorded(ProcessInputRecords.write(id, input)),
        decision.events().stream()
            .map(event -> codec.recorded(EventRecords.write(id, event)))
            .toList(),
        StateNames.of(after.state()),
        outcome.map(CommandOutcome::commandId).orElse(null),
        outcome.map(o -> o.kind().name()).orElse(null),
        outcome.map(CommandOutcome::reason).orElse(null),
        outcome.map(CommandOutcome::detail).orElse(null),
        before.sequence() == 0 ? null : before.changedAt());
  }

  /// Whether `decision` is the one that was recorded: the same events, and all that follows from
  /// them.
  public boolean isOf(Transition record, RecordedTransition recorded, Decision decision) {
    Process after = decision.after();
    Optional<CommandOutcome> outcome =
        OutcomeEvolution.outcomeOf(decision.events(), after.sequence());
    return recorded.events().equals(decision.events())
        && record.getSequence() == after.sequence()
        && record.getState().equals(StateNames.of(after.state()))
        && record.getCommandId().equals(outcome.map(CommandOutcome::commandId))
        && record.getOutcome().equals(outcome.map(o -> o.kind().name()))
        && record.getReason().equals(outcome.map(CommandOutcome::reason))
        && record.getDetail().equals(outcome.map(CommandOutcome::detail));
  }

  /// @throws IllegalArgumentException when the transition holds what this version does not know
  public RecordedTransition read(Transition record) {
    Recorded cause =
        record
            .getCause()
            .orElseThrow(() -> new IllegalArgumentException("the transition has no cause"));
    return new RecordedTransition(
        new ProcessId(record.getProcessId()),
        record.getSequence(),
        record.getDecidedBy(),
        record.getPosition().map(TransitionRecords::read).orElse(null),
        ProcessInputRecords.read(decoded(cause)),
        new Circumstances(
            record.getDecidedAt(),
            OfferRecords.read(record),
            AddressListRecords.read(record.getAddressLists())),
        events(record));
  }

  /// What it did, all that is needed to fold it into the state.
  ///
  /// @throws IllegalArgumentException when it holds what this version does not know
  public List<ProcessEvent> events(Transition record) {
    return record.getEvents().stream().map(event -> EventRecords.read(decoded(event))).toList();
  }

  private SpecificRecord decoded(Recorded recorded) {
    return switch (codec.decode(recorded)) {
      case Decoding.Decoded(SpecificRecord message) -> message;
      case Decoding.Unreadable(var _, String text) ->
          throw new IllegalArgumentException(recorded.getType() + ": " + text);
    };
  }

  private static io.sluice.schemas.@Nullable InputPosition write(@Nullable InputPosition position) {
    return position == null
        ? null
        : new io.sluice.schemas.InputPosition(
            position.topic(), position.partition(), position.offset());
  }

  private static InputPosition read(io.sluice.schemas.InputPosition position) {
    return new InputPosition(position.getTopic(), position.getPartition(), position.getOffset());
  }
}
