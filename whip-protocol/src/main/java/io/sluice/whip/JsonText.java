package io.sluice.whip;

/// Writes strings as JSON (RFC 8259 §7), whatever they hold.
final class JsonText {
  private JsonText() {}

  static void appendQuoted(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        out.append(c).append(text.charAt(++i));
      } else {
        appendEscaped(out, c);
      }
    }
    out.append('"');
  }

  private static void appendEscaped(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (mustBeEscaped(c)) {
          out.append(String.format("\\u%04x", (int) c));
        } else {
          out.append(c);
        }
      }
    }
  }

  /// Control characters by the grammar; half a surrogate pair because UTF-8 has no form for it; the
  /// rest so that the text is harmless where a page or a script embeds it.
  private static boolean mustBeEscaped(char c) {
    return c < ' '
        || c == 0x7f
        || c == '<'
        || c == '>'
        || c == '&'
        || c == '\u2028'
        || c == '\u2029'
        || Character.isSurrogate(c);
  }
}
