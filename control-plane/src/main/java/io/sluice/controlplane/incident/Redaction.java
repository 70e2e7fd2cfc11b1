package io.sluice.controlplane.incident;

import io.sluice.controlplane.history.ProcessSnapshotRecords;
import io.sluice.controlplane.verify.Decider;
import io.sluice.controlplane.verify.Finding.Trouble;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Transition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/// Takes out of an incident what is not to be told, so that it is still decided as it was: the same
/// value gets the same other name wherever it stands.
///
/// Told are ids of processes, workers, commands and sessions, references, ports, options of FFmpeg,
/// times and numbers. Replaced are hosts, IP addresses, paths, users, secrets, hashes of tokens,
/// notes, and whatever of them FFmpeg repeats.
public final class Redaction {
  private final RecordPseudonyms records;

  private Redaction(String process) {
    this.records = new RecordPseudonyms(process);
  }

  public static Incident of(Incident incident) {
    Redaction redaction = new Redaction(incident.before().id().value());
    // Before any text is changed, all addresses must be known that it may repeat.
    redaction.changed(incident);
    Incident redacted = redaction.changed(incident);
    return new Incident(
        redacted.before(),
        redacted.transitions(),
        redacted.reports(),
        changedBy(incident, redacted));
  }

  private Incident changed(Incident incident) {
    ProcessSnapshot before = changed(ProcessSnapshotRecords.write(incident.before()));
    return new Incident(
        ProcessSnapshotRecords.read(before),
        incident.transitions().stream().map(this::<Transition>changed).toList(),
        incident.reports().stream().map(this::<FfmpegReport>changed).toList(),
        Set.of());
  }

  @SuppressWarnings("unchecked") // of the same class as it was
  private <T extends SpecificRecord> T changed(T record) {
    return (T) records.of(record);
  }

  /// Transitions that are decided otherwise than recorded, and were not before.
  private static Set<Long> changedBy(Incident incident, Incident redacted) {
    Set<Long> changed = new HashSet<>(troubles(redacted));
    changed.removeAll(troubles(incident));
    return changed;
  }

  private static Set<Long> troubles(Incident incident) {
    List<Trouble> troubles = incident.verify(Decider.TODAY).troubles();
    return troubles.stream().map(Trouble::sequence).collect(Collectors.toSet());
  }
}
