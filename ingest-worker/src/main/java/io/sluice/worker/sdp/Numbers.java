package io.sluice.worker.sdp;

/// Numbers out of text that somebody else wrote.
final class Numbers {
  private Numbers() {}

  /// The decimal number, or -1 when it is none or outside the range.
  static int parse(String digits, int min, int max) {
    long value = parseLong(digits);
    return value >= min && value <= max ? (int) value : -1;
  }

  /// The decimal number, or -1 when it is none, negative, or longer than 18 digits.
  static long parseLong(String digits) {
    if (digits.isEmpty() || digits.length() > 18) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
