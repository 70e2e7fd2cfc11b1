package io.sluice.worker.ffmpeg;

import java.util.List;

/// Whom the host's processors serve first.
public enum Priority {
  /// As the worker itself.
  NORMAL(List.of()),
  /// After everything else: niceness 19.
  LOWEST(List.of("nice", "-n", "19"));

  private final List<String> wrapper;

  Priority(List<String> wrapper) {
    this.wrapper = wrapper;
  }

  /// What stands before all else in the command line; it makes way for what follows, so the process
  /// id stays.
  List<String> wrapper() {
    return wrapper;
  }
}
