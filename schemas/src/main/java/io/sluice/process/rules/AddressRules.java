package io.sluice.process.rules;

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
  enum Direction {
    INPUT,
    OUTPUT
  }

  private static final Set<String> INPUT_SCHEMES =
      Set.of("rtmp", "rtmps", "rtsp", "rtsps", "srt", "udp", "rtp", "http", "https", "tcp");
  private static final Set<String> OUTPUT_SCHEMES =
      Set.of("rtmp", "rtmps", "rtsp", "rtsps", "srt", "udp", "rtp", "http", "https", "tcp");

  private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*)([:,].*)$");
  private static final Pattern PASSWORD = Pattern.compile("^[^/?#]*://[^/?#@]*:([^/?#]*)@.*$");
  private static final Pattern SECRET = Pattern.compile("\\$\\{secret:([A-Za-z0-9_]{1,64})}");
  private static final Pattern TEST_SOURCE =
      Pattern.compile("^(testsrc2?|smptebars|color|sine|anullsrc)(=[A-Za-z0-9=:._/-]*)?$");

  // Stands for a reference while an address is looked at; no address holds control characters.
  private static final String SECRET_MARK = "\u0001";

  private AddressRules() {}

  /// Whether `address` is a path below the output folder rather than a URL.
  public static boolean isPath(String address) {
    return scheme(address).isEmpty();
  }

  /// The scheme of a URL in lower case; empty for a path.
  public static Optional<String> scheme(String address) {
    Matcher matcher = SCHEME.matcher(withoutSecrets(address));
    return matcher.matches()
        ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /// Whether `leg` is one of FFmpeg's own synthetic sources, which open nothing.
  public static boolean isTestSource(FfmpegLeg leg) {
    return namesLavfi(leg.options()) && TEST_SOURCE.matcher(leg.address()).matches();
  }

  static void check(String field, FfmpegLeg leg, Direction direction, List<RuleProblem> problems) {
    problem(field, leg, direction).ifPresent(problems::add);
  }

  private static Optional<RuleProblem> problem(String field, FfmpegLeg leg, Direction direction) {
    String address = leg.address();
    if (address.isBlank()) {
      return problem(field, "is empty", "name what FFmpeg is to open");
    }
    if (address.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      return problem(field, "holds a control character", "remove it");
    }
    if (withoutSecrets(address).contains("${")) {
      return problem(
          field, "holds a reference that is not understood", "write it as ${secret:NAME}");
    }
    if (direction == Direction.INPUT && namesLavfi(leg.options())) {
      return isTestSource(leg)
          ? Optional.empty()
          : problem(
              field,
              "is no synthetic source that may be used",
              "use testsrc, testsrc2, smptebars, color, sine or anullsrc");
    }
    Optional<String> scheme = scheme(address);
    if (scheme.isPresent()) {
      return urlProblem(field, address, scheme.get(), direction);
    }
    return direction == Direction.INPUT
        ? problem(field, "is no URL", "inputs are read from the network, name a URL")
        : pathProblem(field, address);
  }

  private static Optional<RuleProblem> urlProblem(
      String field, String address, String scheme, Direction direction) {
    Set<String> allowed = direction == Direction.INPUT ? INPUT_SCHEMES : OUTPUT_SCHEMES;
    if (!allowed.contains(scheme) || !withoutSecrets(address).contains("://")) {
      return problem(
          field,
          "names a protocol that may not be used",
          "use one of " + String.join(", ", allowed.stream().sorted().toList()));
    }
    Matcher password = PASSWORD.matcher(SECRET.matcher(address).replaceAll(SECRET_MARK));
    if (password.matches() && !password.group(1).equals(SECRET_MARK)) {
      return problem(
          field, "holds a password", "keep it on the worker and write ${secret:NAME} in its place");
    }
    return Optional.empty();
  }

  private static Optional<RuleProblem> pathProblem(String field, String path) {
    if (path.contains("${")) {
      return problem(field, "is a path with a secret in it", "secrets belong in URLs only");
    }
    if (path.startsWith("/") || path.startsWith("~") || path.startsWith("-")) {
      return problem(
          field, "is no path below the output folder", "name it relative to the output folder");
    }
    if (path.indexOf(':') >= 0 || path.indexOf('\\') >= 0 || path.indexOf('|') >= 0) {
      return problem(field, "holds ':', '\\' or '|'", "use other characters in a path");
    }
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return problem(
            field,
            "holds an empty, '.' or '..' segment",
            "name the file by plain folders below the output folder");
      }
    }
    return Optional.empty();
  }

  private static boolean namesLavfi(List<String> options) {
    int format = options.lastIndexOf("-f");
    return format >= 0 && format + 1 < options.size() && options.get(format + 1).equals("lavfi");
  }

  private static String withoutSecrets(String address) {
    return SECRET.matcher(address).replaceAll("x");
  }

  private static Optional<RuleProblem> problem(String field, String reason, String advice) {
    return Optional.of(new RuleProblem(field, reason, advice));
  }
}
