package io.sluice.process.rules;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which addresses a leg may name: network protocols and, for outputs, paths that stay below the
/// output folder. Protocols that wrap or read others (`file`, `pipe`, `concat`, `tee`, `crypto`,
/// `data`, …) are not in the list and so are refused.
public final class AddressRules {
  /// Which way media goes.
  public enum Direction {
    INPUT,
    OUTPUT
  }

  static final Set<String> SCHEMES =
      Set.of("rtmp", "rtmps", "rtsp", "rtsps", "srt", "udp", "rtp", "http", "https", "tcp");

  private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*)([:,].*)$");
  // RFC 3986, less strict: braces and the like do no harm. White space would begin options of RTMP,
  // '|' is what several protocols and muxers split at, and a backslash their escape.
  private static final Pattern URL_TEXT = Pattern.compile("[\\x21-\\x7e&&[^|\\\\\"<>^`']]*");
  private static final Pattern PASSWORD = Pattern.compile("^[^/?#]*://[^/?#@]*:([^/?#]*)@.*$");
  private static final Pattern PASS_PHRASE =
      Pattern.compile("[?&](?i:pass|passwd|password|passphrase)=([^&#]*)");
  private static final Pattern SECRET = Pattern.compile("\\$\\{secret:([A-Za-z0-9_]{1,64})}");
  private static final Pattern TEST_SOURCE =
      Pattern.compile("^(testsrc2?|smptebars|color|sine|anullsrc)(=[A-Za-z0-9=:._/-]*)?$");
  private static final int MAX_CHARS = 4_096;

  // Stands for a reference while an address is looked at; no address holds control characters.
  private static final String SECRET_MARK = "\u0001";

  private AddressRules() {}

  /// Whether `address` is a path below the output folder rather than a URL.
  public static boolean isPath(String address) {
    return scheme(address).isEmpty();
  }

  /// The scheme of a URL in lower case; empty for a path.
  public static Optional<String> scheme(String address) {
    if (address.indexOf(':') < 0 && address.indexOf(',') < 0) {
      return Optional.empty();
    }
    Matcher matcher = SCHEME.matcher(withoutSecrets(address));
    return matcher.matches()
        ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /// Whether `leg` is one of FFmpeg's own synthetic sources, which open nothing.
  public static boolean isTestSource(FfmpegLeg leg) {
    return namesLavfi(leg.options()) && TEST_SOURCE.matcher(leg.address()).matches();
  }

  /// Where a URL leads whose secrets are filled in; empty for all else.
  public static Optional<UrlTarget> target(String address) {
    return UrlTarget.of(address);
  }

  /// The lists once more, with what the name of the host stands for.
  ///
  /// @param resolved all that was found; none when the name is not known
  public static Optional<RuleProblem> problemOnceLookedUp(
      String field, UrlTarget target, AddressLists.Direction lists, List<InetAddress> resolved) {
    return lists.againstUrl(target, Optional.of(resolved)).map(rule -> listed(field, rule));
  }

  static Optional<RuleProblem> problem(
      String field, FfmpegLeg leg, Direction direction, AddressLists lists) {
    String address = leg.address();
    if (address.isBlank()) {
      return problem(Rule.ADDRESS_MISSING, field, "is empty", "name what FFmpeg is to open");
    }
    if (address.length() > MAX_CHARS) {
      return problem(Rule.TOO_LARGE, field, "is too long", "use " + MAX_CHARS + " characters");
    }
    if (address.chars().anyMatch(Character::isISOControl)) {
      return problem(Rule.ADDRESS_CHARACTER, field, "holds a control character", "remove it");
    }
    if (withoutSecrets(address).contains("${")) {
      return problem(
          Rule.ADDRESS_REFERENCE,
          field,
          "holds a reference that is not understood",
          "write it as ${secret:NAME}");
    }
    if (direction == Direction.INPUT && namesLavfi(leg.options())) {
      return isTestSource(leg)
          ? Optional.empty()
          : problem(
              Rule.ADDRESS_SOURCE,
              field,
              "is no synthetic source that may be used",
              "use testsrc, testsrc2, smptebars, color, sine or anullsrc");
    }
    if (scheme(address).isPresent()) {
      return urlProblem(field, address)
          .or(() -> targetProblem(field, address, of(direction, lists)));
    }
    return direction == Direction.INPUT
        ? problem(
            Rule.ADDRESS_SOURCE, field, "is no URL", "inputs are read from the network, name a URL")
        : PathRules.problem(field, address)
            .or(() -> lists.output().againstPath(address).map(rule -> listed(field, rule)));
  }

  private static Optional<RuleProblem> urlProblem(String field, String address) {
    String marked = SECRET.matcher(address).replaceAll(SECRET_MARK);
    String scheme = scheme(address).orElse("");
    if (!SCHEMES.contains(scheme) || !marked.startsWith("://", scheme.length())) {
      return problem(
          Rule.ADDRESS_PROTOCOL,
          field,
          "names a protocol that may not be used",
          "use one of " + String.join(", ", SCHEMES.stream().sorted().toList()));
    }
    if (!URL_TEXT.matcher(withoutSecrets(address)).matches()) {
      return problem(
          Rule.ADDRESS_CHARACTER,
          field,
          "holds a character that no URL has",
          "write it percent-encoded");
    }
    Matcher password = PASSWORD.matcher(marked);
    boolean inClear = password.matches() && !password.group(1).equals(SECRET_MARK);
    if (inClear || PASS_PHRASE.matcher(marked).results().anyMatch(AddressRules::isInClear)) {
      return problem(
          Rule.ADDRESS_SECRET,
          field,
          "holds a password",
          "keep it on the worker and write ${secret:NAME} in its place");
    }
    return Optional.empty();
  }

  private static boolean isInClear(java.util.regex.MatchResult passPhrase) {
    return !passPhrase.group(1).isEmpty() && !passPhrase.group(1).equals(SECRET_MARK);
  }

  private static Optional<RuleProblem> targetProblem(
      String field, String address, AddressLists.Direction lists) {
    // A host is no secret: a reference there leaves a mark that no host may hold.
    Optional<UrlTarget> target = UrlTarget.of(SECRET.matcher(address).replaceAll(SECRET_MARK));
    if (target.isEmpty()) {
      return problem(
          Rule.ADDRESS_HOST,
          field,
          "names no host that can be read in one way only",
          "write a host name, an IPv4 address in four decimal numbers or an IPv6 address in"
              + " brackets, and a port up to 65535");
    }
    return lists.againstUrl(target.get(), Optional.empty()).map(rule -> listed(field, rule));
  }

  private static RuleProblem listed(String field, Rule rule) {
    return rule == Rule.ADDRESS_BLOCKED
        ? new RuleProblem(rule, field, "is on a block list", "name another, or ask the operator")
        : new RuleProblem(
            rule, field, "is on no allow list", "name one that is, or ask the operator");
  }

  static AddressLists.Direction of(Direction direction, AddressLists lists) {
    return switch (direction) {
      case INPUT -> lists.input();
      case OUTPUT -> lists.output();
    };
  }

  private static boolean namesLavfi(List<String> options) {
    int format = options.lastIndexOf("-f");
    return format >= 0 && format + 1 < options.size() && options.get(format + 1).equals("lavfi");
  }

  private static String withoutSecrets(String address) {
    return SECRET.matcher(address).replaceAll("x");
  }

  private static Optional<RuleProblem> problem(
      Rule rule, String field, String reason, String advice) {
    return Optional.of(new RuleProblem(rule, field, reason, advice));
  }
}
