package io.sluice.benchmarks.media;

import java.io.IOException;

/// Who runs where.
///
/// @param forwarders the core that is measured; negative: any
/// @param load the core of the load and the sinks; negative: any
record Cores(int forwarders, int load) {
  static final Cores ANY = new Cores(-1, -1);

  /// The last two, for interrupts of devices often go to the first.
  static Cores apart() {
    int count = Runtime.getRuntime().availableProcessors();
    if (count < 2) {
      throw new IllegalStateException("forwarder and load need a core each");
    }
    return new Cores(count - 2, count - 1);
  }

  /// Moves this JVM, and all that it starts later, to the forwarders' core.
  void pinSelf() throws IOException, InterruptedException {
    Process taskset =
        new ProcessBuilder(
                "taskset",
                "-a",
                "-c",
                "-p",
                Integer.toString(forwarders),
                Long.toString(ProcessHandle.current().pid()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (taskset.waitFor() != 0) {
      throw new IOException("taskset failed");
    }
  }
}
