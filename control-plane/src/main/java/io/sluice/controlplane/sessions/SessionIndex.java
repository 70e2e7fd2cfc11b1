package io.sluice.controlplane.sessions;

import io.sluice.controlplane.reports.LastOfEach;
import io.sluice.identity.ProcessId;
import java.util.List;
import java.util.Optional;

/// The last sessions of each process.
///
/// Thread: any.
public final class SessionIndex {
  private static final int SESSIONS_AT_MOST = 20;

  private final LastOfEach<SessionSummary> sessions =
      new LastOfEach<>(SESSIONS_AT_MOST, SessionSummary.ORDER);

  /// A record was read; it takes the place of an earlier one of its session.
  void recorded(ProcessId process, SessionSummary session) {
    sessions.reported(process, session);
  }

  /// The last sessions of `process`, the latest first.
  public List<SessionSummary> last(ProcessId process) {
    return sessions.last(process);
  }

  Optional<SessionSummary> find(ProcessId process, String sessionId) {
    return last(process).stream().filter(s -> s.sessionId().equals(sessionId)).findFirst();
  }
}
