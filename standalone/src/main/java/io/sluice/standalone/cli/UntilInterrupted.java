package io.sluice.standalone.cli;

import io.sluice.standalone.cli.terminal.ExitCode;
import java.util.concurrent.CompletableFuture;

/// Keeps a part running until Ctrl-C, SIGTERM, or its own end, and closes it in either case.
final class UntilInterrupted {
  private UntilInterrupted() {}

  /// @param ended completes when the part ends by itself
  /// @return the exit code, when it ended by itself
  static int keep(AutoCloseable part, CompletableFuture<Void> ended) {
    // The JVM ends when this hook returns, so closing happens in it and not on the main thread.
    var hook = new Thread(() -> close(part), "interrupted");
    Runtime.getRuntime().addShutdownHook(hook);
    ended.exceptionally(_ -> null).join();
    return ExitCode.FAILED; // System.exit runs the hook
  }

  private static void close(AutoCloseable part) {
    System.out.println("ending …");
    try {
      part.close();
      System.out.println("ended");
    } catch (Exception e) {
      System.err.println("sluice: did not end in order: " + e);
    }
  }
}
