package io.sluice.simulation.rules;

import org.jspecify.annotations.Nullable;

/// A rule of the architecture does not hold.
public final class BrokenRuleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenRuleException(String message) {
    super(message);
  }

  /// @param rule as docs/simulation.md names it
  public static void unless(
      boolean holds, String rule, String problem, @Nullable Object... details) {
    if (!holds) {
      throw new BrokenRuleException(rule + ": " + problem.formatted(details));
    }
  }
}
