package io.sluice.controlplane.archive;

import io.sluice.schemas.Transition;
import java.time.Instant;

/// A point in the history of a process.
public sealed interface Moment {
  record At(Instant time) implements Moment {}

  /// The transition of that number.
  record Number(long sequence) implements Moment {}

  /// Whether `transition` lies before this point.
  default boolean isAfter(Transition transition) {
    return isAfter(transition.getSequence(), transition.getDecidedAt());
  }

  /// Whether the transition of that number, decided then, lies before this point.
  default boolean isAfter(long number, Instant decidedAt) {
    return switch (this) {
      case At(Instant time) -> decidedAt.isBefore(time);
      case Number(long sequence) -> number < sequence;
    };
  }

  /// Whether `transition` lies behind this point.
  default boolean isBefore(Transition transition) {
    return switch (this) {
      case At(Instant time) -> transition.getDecidedAt().isAfter(time);
      case Number(long sequence) -> transition.getSequence() > sequence;
    };
  }
}
