package io.sluice.standalone.cli;

import io.sluice.standalone.cli.terminal.UserErrorException;
import java.net.BindException;
import java.util.function.Supplier;

/// Starts a part, and says in a sentence why it did not start.
final class Started {
  private Started() {}

  static <T> T orExplained(Supplier<T> part) {
    try {
      return part.get();
    } catch (RuntimeException e) {
      throw UserErrorException.failed(inWords(e));
    }
  }

  /// Frameworks wrap: what happened is at the bottom.
  static String inWords(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String said = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    String advice =
        cause instanceof BindException ? "; choose another port with --port or --media-port" : "";
    return "could not start: " + said + advice;
  }
}
