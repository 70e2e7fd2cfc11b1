package io.sluice.controlplane.incident;

import io.sluice.controlplane.incident.Pseudonyms.Kind;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Addresses under other names, but of the same form: scheme, port, depth, the ending that tells
/// the container, references to secrets, and every character that a rule may object to stay, so
/// that the decider judges them alike.
final class AddressPseudonyms {
  private static final Pattern TEST_SOURCE =
      Pattern.compile("(testsrc2?|smptebars|color|sine|anullsrc)(=[A-Za-z0-9=:._/-]*)?");
  private static final Pattern URL =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#\\s|]*)([^?#\\s|]*)([^\\s|]*)");
  private static final Pattern URL_IN_TEXT =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s|'\"<>]*[^\\s|'\"<>:,.;)\\]]");
  private static final Pattern OPAQUE = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*[:,])(.*)");
  private static final Pattern PARAMETER = Pattern.compile("([?#&;][^=&;?#]*)(=?)([^&;#]*)");
  private static final Pattern OPTION = Pattern.compile("(\\s[^=\\s]+=)(\\S+)");
  private static final Pattern PORT = Pattern.compile("(.*?)(:\\d{1,5})?");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]|0\\.0\\.0\\.0|\\[::]|");
  private static final Pattern ENDING = Pattern.compile("(.+?)(\\.[A-Za-z0-9]{1,5})?");
  private static final Pattern TOLD =
      Pattern.compile("|\\.\\.?|\\*\\*\\*|\\$\\{secret:[A-Za-z0-9_]{1,64}}|\\{[a-z]+}|whip|rtp");
  private static final Pattern OBJECTIONABLE = Pattern.compile("[:\\\\|\\p{Cntrl}]|\\$\\{");

  private final Pseudonyms names;
  private final String process;

  /// @param process id of the process, which is told
  AddressPseudonyms(Pseudonyms names, String process) {
    this.names = names;
    this.process = process;
  }

  String of(String address) {
    if (TEST_SOURCE.matcher(address).matches()) {
      return address;
    }
    if (address.contains("://")) {
      String urls = replaceAll(URL, address, this::url);
      return replaceAll(OPTION, urls, m -> m.group(1) + value(m.group(2)));
    }
    Matcher opaque = OPAQUE.matcher(address);
    return opaque.matches() ? opaque.group(1) + path(opaque.group(2)) : path(address);
  }

  /// All URLs in a text, whose punctuation is not theirs.
  String inText(String text) {
    return replaceAll(URL_IN_TEXT, text, m -> replaceAll(URL, m.group(), this::url));
  }

  String path(String path) {
    String[] segments = path.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      segments[i] = segment(segments[i]);
    }
    return String.join("/", segments);
  }

  private String url(Matcher url) {
    return url.group(1)
        + "://"
        + authority(url.group(2))
        + path(url.group(3))
        + replaceAll(PARAMETER, url.group(4), m -> m.group(1) + m.group(2) + value(m.group(3)));
  }

  private String authority(String authority) {
    int at = authority.lastIndexOf('@');
    String user = at < 0 ? "" : user(authority.substring(0, at)) + "@";
    return user + host(authority.substring(at + 1));
  }

  private String user(String user) {
    int colon = user.indexOf(':');
    String name = colon < 0 ? user : user.substring(0, colon);
    String password = colon < 0 ? "" : ":" + name(Kind.SECRET, user.substring(colon + 1));
    return name(Kind.USER, name) + password;
  }

  private String host(String hostAndPort) {
    Matcher matcher = PORT.matcher(hostAndPort);
    if (!matcher.matches() || LOOPBACK.matcher(matcher.group(1)).matches()) {
      return hostAndPort;
    }
    String port = matcher.group(2);
    return name(Kind.HOST, matcher.group(1)) + (port == null ? "" : port);
  }

  private String segment(String segment) {
    Matcher parts = ENDING.matcher(segment);
    if (TOLD.matcher(segment).matches() || !parts.matches()) {
      return segment;
    }
    String stem = parts.group(1);
    String ending = parts.group(2) == null ? "" : parts.group(2);
    if (stem.equals(process)) {
      return segment;
    }
    String first = stem.startsWith("~") || stem.startsWith("-") ? stem.substring(0, 1) : "";
    StringBuilder kept = new StringBuilder();
    OBJECTIONABLE.matcher(stem).results().forEach(match -> kept.append(match.group()));
    return first + names.of(Kind.PATH, stem) + kept + ending;
  }

  private String value(String value) {
    return name(Kind.VALUE, value);
  }

  private String name(Kind kind, String value) {
    return TOLD.matcher(value).matches() ? value : names.of(kind, value);
  }

  static String replaceAll(Pattern pattern, String text, Function<Matcher, String> replacement) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder all = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(all, Matcher.quoteReplacement(replacement.apply(matcher)));
    }
    return matcher.appendTail(all).toString();
  }
}
