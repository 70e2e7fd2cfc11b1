package io.sluice.process.rules;

/// What the placeholders of a job stand for.
///
/// @param processId a process id
/// @param reference the orchestrator's own grouping key, any text; empty when it gave none
public record JobNames(String processId, String reference) {
  /// Of a job that belongs to no process yet.
  public static final JobNames NONE = new JobNames("", "");
}
