package io.sluice.controlplane.archive;

import io.sluice.schemas.Transition;
import org.jspecify.annotations.Nullable;

/// A stretch of history, both ends included.
///
/// @param from null for the beginning
/// @param to null for the end
public record Span(@Nullable Moment from, @Nullable Moment to) {
  public static final Span ALL = new Span(null, null);

  public static Span until(@Nullable Moment to) {
    return new Span(null, to);
  }

  public boolean contains(Transition transition) {
    return !isBeforeIt(transition) && (to == null || !to.isBefore(transition));
  }

  /// Whether `transition` lies before the whole stretch.
  boolean isBeforeIt(Transition transition) {
    return from != null && from.isAfter(transition);
  }

  /// Whether all that happened up to `last` lies before the whole stretch.
  boolean beginsAfter(LastTransition last) {
    return from != null && from.isAfter(last.sequence(), last.at());
  }
}
