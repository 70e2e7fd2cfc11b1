package io.sluice.schemas.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text whose references to secrets are cut out, each leaving one character that means nothing in
/// an address, so that their colons and braces are not taken for parts of it.
record References(String text, List<String> cutOut) {
  private static final char FIRST = '\uE000';
  private static final char LAST = '\uF8FF';
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{secret:[^}]*}");
  private static final Pattern ALL_ELSE = Pattern.compile("[^\uE000-\uF8FF]+");

  static References cutOut(String address) {
    List<String> found = new ArrayList<>();
    // Characters of the private use area that stand there already must not come back as references.
    Matcher matcher = REFERENCE.matcher(address.replaceAll("[\uE000-\uF8FF]", "_"));
    String text =
        matcher.replaceAll(reference -> {
          found.add(reference.group());
          return Character.toString((char) Math.min(FIRST + found.size() - 1, LAST));
        });
    return new References(text, found);
  }

  String putBack(String shown) {
    StringBuilder whole = new StringBuilder();
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      int reference = c - FIRST;
      boolean ours = c >= FIRST && c <= LAST && reference < cutOut.size();
      whole.append(ours ? cutOut.get(reference) : Character.toString(c));
    }
    return whole.toString();
  }

  /// `***` for every stretch of `secret` that is no reference.
  static String hideAllElse(String secret) {
    return ALL_ELSE.matcher(secret).replaceAll("***");
  }
}
