package io.sluice.simulation;

import java.util.List;

/// What came of one seed.
public sealed interface Verdict {
  Figures figures();

  record Sound(Figures figures) implements Verdict {}

  /// @param problem the rule that was broken, and how
  /// @param trace everything that had happened
  record Broken(long seed, int steps, String problem, List<String> trace, Figures figures)
      implements Verdict {
    public Broken {
      trace = List.copyOf(trace);
    }

    /// What runs exactly this again.
    public String command() {
      return "./sluice simulate --seed " + seed + " --steps " + steps;
    }
  }
}
