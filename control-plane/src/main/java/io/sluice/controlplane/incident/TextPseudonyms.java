package io.sluice.controlplane.incident;

import io.sluice.controlplane.incident.Pseudonyms.Kind;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Free text without addresses, paths, long random words, and whatever of the process's own
/// addresses is repeated in it.
final class TextPseudonyms {
  private static final Pattern IPV4 =
      Pattern.compile(
          "(?<![\\w.])(?!127\\.|0\\.0\\.0\\.0)\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\w.]*\\w)");
  private static final Pattern IPV6 =
      Pattern.compile(
          "(?<![\\w:])(?:(?:[0-9a-fA-F]{1,4}:){5,7}[0-9a-fA-F]{1,4}"
              + "|[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){0,6}::(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){0,6})?)");
  private static final Pattern ABSOLUTE_PATH =
      Pattern.compile("(?<![\\w./:-])/[\\w.~+%-]+(?:/[\\w.~+%-]+)+");
  private static final Pattern RANDOM =
      Pattern.compile("(?<![\\w/+=-])(?=[\\w+/=-]*\\d)(?=[\\w+/=-]*[A-Za-z])[A-Za-z0-9_+/=-]{24,}");
  private static final int WORD_AT_LEAST = 4;

  private final Pseudonyms names;
  private final AddressPseudonyms addresses;

  TextPseudonyms(Pseudonyms names, AddressPseudonyms addresses) {
    this.names = names;
    this.addresses = addresses;
  }

  /// What has a form that gives it away.
  String byForm(String text) {
    String urls = addresses.inText(text);
    String hosts = replace(IPV4, urls, m -> names.of(Kind.ADDRESS, m.group()));
    String all = replace(IPV6, hosts, m -> names.of(Kind.ADDRESS, m.group()));
    String paths = replace(ABSOLUTE_PATH, all, m -> addresses.path(m.group()));
    return replace(RANDOM, paths, m -> names.of(Kind.TOKEN, m.group()));
  }

  /// The same, and what the process's own addresses hold.
  String ofProgram(String text) {
    String shown = addresses.inText(text);
    for (var word : names.givenOfAddresses().entrySet()) {
      if (word.getKey().length() >= WORD_AT_LEAST && shown.contains(word.getKey())) {
        shown =
            shown.replaceAll(
                "(?<![\\w-])" + Pattern.quote(word.getKey()) + "(?![\\w-])",
                Matcher.quoteReplacement(word.getValue()));
      }
    }
    return byForm(shown);
  }

  private static String replace(
      Pattern pattern, String text, Function<Matcher, String> replacement) {
    return AddressPseudonyms.replaceAll(pattern, text, replacement);
  }
}
