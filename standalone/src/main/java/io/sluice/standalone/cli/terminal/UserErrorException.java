package io.sluice.standalone.cli.terminal;

/// Something the person at the terminal can put right; shown as it is, without a stack trace.
public final class UserErrorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private UserErrorException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /// It was asked for wrongly.
  public static UserErrorException usage(String message) {
    return new UserErrorException(message, ExitCode.USAGE);
  }

  /// It was asked for rightly and did not work.
  public static UserErrorException failed(String message) {
    return new UserErrorException(message, ExitCode.FAILED);
  }

  public int exitCode() {
    return exitCode;
  }
}
