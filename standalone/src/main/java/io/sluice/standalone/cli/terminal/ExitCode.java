package io.sluice.standalone.cli.terminal;

/// What a command's exit code says.
public final class ExitCode {
  /// Done, or nothing was to be done.
  public static final int DONE = 0;

  /// Refused, not reached, or something is missing in the result.
  public static final int FAILED = 1;

  /// The command line, or the file it names, is wrong; nothing was done.
  public static final int USAGE = 2;

  private ExitCode() {}
}
