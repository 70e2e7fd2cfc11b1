package io.sluice.worker.supervision;

/// What one look at the usage of an FFmpeg comes to.
public sealed interface LimitVerdict {
  /// There is no limit, it is kept, or it was passed a moment ago and told already.
  record Within() implements LimitVerdict {}

  /// A limit was passed just now.
  ///
  /// @param used in the limit's unit
  /// @param allowed in the same unit
  record Exceeded(LimitKind limit, int used, int allowed) implements LimitVerdict {}

  /// It has stayed above for too long.
  record TooLong(LimitKind limit) implements LimitVerdict {}
}
