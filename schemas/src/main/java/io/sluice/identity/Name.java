package io.sluice.identity;

/// The one rule for names that stand in URLs, in file paths and in Kafka keys.
final class Name {
  private Name() {}

  /// Why `value` cannot be a name of at most `maxLength` characters; empty when it can.
  static String problem(String value, int maxLength) {
    if (value.isEmpty()) {
      return "must not be empty";
    }
    if (value.length() > maxLength) {
      return "must have at most " + maxLength + " characters, has " + value.length();
    }
    for (int i = 0; i < value.length(); i++) {
      if (!isAllowed(value.charAt(i))) {
        return "may only hold letters, digits, '.', '_' and '-'; character "
            + (i + 1)
            + " is none of them";
      }
    }
    // These two would leave the folder they are meant to name.
    if (value.equals(".") || value.equals("..")) {
      return "must not be '.' or '..'";
    }
    return "";
  }

  static String checked(String value, int maxLength, String what) {
    String problem = problem(value, maxLength);
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(what + " " + problem);
    }
    return value;
  }

  private static boolean isAllowed(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }
}
