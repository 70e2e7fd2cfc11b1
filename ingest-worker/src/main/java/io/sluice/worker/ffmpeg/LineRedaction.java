package io.sluice.worker.ffmpeg;

import io.sluice.schemas.redaction.AddressRedaction;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes secrets out of what FFmpeg says: it repeats whole addresses in its errors.
final class LineRedaction {
  private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s'\"]+");

  private final List<String> secrets;

  /// @param secrets what `${secret:NAME}` stood for in this run
  LineRedaction(Collection<String> secrets) {
    // Longest first: one secret may be part of another.
    this.secrets =
        secrets.stream()
            .filter(s -> !s.isEmpty())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  String redacted(String line) {
    String text = line;
    for (String secret : secrets) {
      text = text.replace(secret, "***");
    }
    return URL.matcher(text)
        .replaceAll(url -> Matcher.quoteReplacement(AddressRedaction.redacted(url.group())));
  }
}
