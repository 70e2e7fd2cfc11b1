package io.sluice.acceptance.fleet;

import io.sluice.standalone.cli.Sluice;
import java.io.PrintWriter;
import java.io.StringWriter;

/// The history that a fleet leaves behind when nothing of it runs any more.
final class LeftBehind {
  private LeftBehind() {}

  /// Decides all of it again.
  ///
  /// @throws IllegalStateException when anything would be decided otherwise, or a snapshot or a
  ///   route is not what the history says
  static void verify(String bootstrap) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    int exitCode = Sluice.run(out, out, "replay", "--verify", "--all", "--bootstrap", bootstrap);
    if (exitCode != 0) {
      throw new IllegalStateException("what the fleet left behind: " + said);
    }
  }
}
