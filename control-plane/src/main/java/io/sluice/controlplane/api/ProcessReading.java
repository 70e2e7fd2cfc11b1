package io.sluice.controlplane.api;

import io.sluice.identity.ProcessId;
import io.sluice.schemas.ProcessConfig;
import io.sluice.whip.Problem;

/// A process's JSON, read outside of HTTP by the rules of the HTTP API.
public sealed interface ProcessReading {
  /// @param config without the token, of which it has the hash
  record Read(ProcessId id, ProcessConfig config) implements ProcessReading {}

  /// @param field path of the field it is about; empty when it is about none
  /// @param detail what is wrong with it and what to do
  record Refused(String field, String detail) implements ProcessReading {}

  static ProcessReading of(byte[] json) {
    try {
      NewProcess process = NewProcess.read(json);
      return new Read(process.id(), process.config());
    } catch (RequestRefusedException e) {
      Problem problem = e.problem();
      return new Refused(problem.extensions().getOrDefault("field", ""), problem.detail());
    }
  }
}
