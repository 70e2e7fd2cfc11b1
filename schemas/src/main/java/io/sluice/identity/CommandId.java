package io.sluice.identity;

/// One command, chosen by its sender; a repetition carries the same.
public record CommandId(String value) {
  private static final int MAX_LENGTH = 64;

  public CommandId {
    Name.checked(value, MAX_LENGTH, "command id");
  }

  /// Why `value` cannot be a command id; empty when it can.
  public static String problem(String value) {
    return Name.problem(value, MAX_LENGTH);
  }

  @Override
  public String toString() {
    return value;
  }
}
