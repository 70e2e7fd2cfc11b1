package io.sluice.standalone.cli;

/// What a command's exit code says.
final class ExitCode {
  /// Done, or nothing was to be done.
  static final int DONE = 0;

  /// Refused, not reached, or something is missing in the result.
  static final int FAILED = 1;

  /// The command line, or the file it names, is wrong; nothing was done.
  static final int USAGE = 2;

  private ExitCode() {}
}
