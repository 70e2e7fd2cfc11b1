package io.sluice.identity;

/// One ingest worker; the same after each of its restarts.
public record WorkerId(String value) {
  private static final int MAX_LENGTH = 128;

  public WorkerId {
    Name.checked(value, MAX_LENGTH, "worker id");
  }

  /// Why `value` cannot be a worker id; empty when it can.
  public static String problem(String value) {
    return Name.problem(value, MAX_LENGTH);
  }

  @Override
  public String toString() {
    return value;
  }
}
