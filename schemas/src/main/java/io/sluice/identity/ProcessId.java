package io.sluice.identity;

/// One process: an FFmpeg with its inputs, its outputs and, if it wants one, a WHIP endpoint.
public record ProcessId(String value) {
  private static final int MAX_LENGTH = 128;

  public ProcessId {
    Name.checked(value, MAX_LENGTH, "process id");
  }

  /// Why `value` cannot be a process id; empty when it can.
  public static String problem(String value) {
    return Name.problem(value, MAX_LENGTH);
  }

  @Override
  public String toString() {
    return value;
  }
}
