package io.sluice.process.rules;

import java.util.Optional;

/// Which paths an output may name: relative to the output folder, and below it. The worker looks
/// once more at what stands on its disk, links above all.
final class PathRules {
  private PathRules() {}

  static Optional<RuleProblem> problem(String field, String path) {
    if (path.contains("${")) {
      return problem(
          Rule.ADDRESS_REFERENCE,
          field,
          "is a path with a secret in it",
          "secrets belong in URLs only");
    }
    if (path.startsWith("/") || path.startsWith("~") || path.startsWith("-")) {
      return problem(
          Rule.PATH_OUTSIDE,
          field,
          "is no path below the output folder",
          "name it relative to the output folder");
    }
    if (path.chars().anyMatch(c -> c == ':' || c == '\\' || c == '|')) {
      return problem(
          Rule.PATH_CHARACTER, field, "holds ':', '\\' or '|'", "use other characters in a path");
    }
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return problem(
            Rule.PATH_OUTSIDE,
            field,
            "holds an empty, '.' or '..' segment",
            "name the file by plain folders below the output folder");
      }
    }
    return Optional.empty();
  }

  private static Optional<RuleProblem> problem(
      Rule rule, String field, String reason, String advice) {
    return Optional.of(new RuleProblem(rule, field, reason, advice));
  }
}
