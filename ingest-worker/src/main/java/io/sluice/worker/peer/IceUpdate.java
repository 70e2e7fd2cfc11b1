package io.sluice.worker.peer;

import io.sluice.whip.EntityTag;

/// What came of a publisher's PATCH (RFC 9725 §4.3).
public sealed interface IceUpdate {
  /// Candidates of the present ICE session: taken note of.
  record Trickled() implements IceUpdate {}

  /// A new ICE session; the one before goes on until a path of the new one is nominated.
  ///
  /// @param tag of the new one
  /// @param fragment our credentials and candidates
  record Restarted(EntityTag tag, String fragment) implements IceUpdate {
    @Override
    public String toString() {
      return "Restarted[hidden]";
    }
  }

  /// It is meant for an ICE session that is over.
  record Stale() implements IceUpdate {}

  /// It speaks of media that this session does not have.
  record Unprocessable(String detail) implements IceUpdate {}
}
