package io.sluice.whip;

import java.util.Optional;

/// What a path under `/whip` names. The ids are as the client sent them: whether a process or a
/// session of that name exists is for the caller to find out.
public sealed interface WhipPath {
  String PREFIX = "/whip/";

  String processId();

  /// The path as it stands in URLs.
  String path();

  /// The WHIP endpoint of a process: offers are POSTed to it.
  record Endpoint(String processId) implements WhipPath {
    @Override
    public String path() {
      return PREFIX + processId;
    }
  }

  /// The WHIP session of one publisher: what `Location` names.
  record Session(String processId, String sessionId) implements WhipPath {
    @Override
    public String path() {
      return PREFIX + processId + "/" + sessionId;
    }

    /// Never the whole id: who knows it can end the session.
    @Override
    public String toString() {
      return "Session[" + processId + "]";
    }
  }

  /// Reads the path of a URL, without its query. One slash at the end is let pass: people paste
  /// URLs. Empty when it names neither an endpoint nor a session.
  static Optional<WhipPath> parse(String path) {
    if (!path.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String rest = path.substring(PREFIX.length());
    if (rest.endsWith("/")) {
      rest = rest.substring(0, rest.length() - 1);
    }
    int slash = rest.indexOf('/');
    if (slash < 0) {
      return isSegment(rest) ? Optional.of(new Endpoint(rest)) : Optional.empty();
    }
    String processId = rest.substring(0, slash);
    String sessionId = rest.substring(slash + 1);
    return isSegment(processId) && isSegment(sessionId)
        ? Optional.of(new Session(processId, sessionId))
        : Optional.empty();
  }

  /// Only unreserved characters (RFC 3986 §2.3): none of our ids holds another one, and so nothing
  /// that reaches a header or another URL needs escaping.
  private static boolean isSegment(String segment) {
    return !segment.isEmpty()
        && !segment.equals(".")
        && !segment.equals("..")
        && segment.chars().allMatch(WhipPath::isUnreserved);
  }

  private static boolean isUnreserved(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
