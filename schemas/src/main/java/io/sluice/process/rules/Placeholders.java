package io.sluice.process.rules;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fills `{processid}`, `{reference}` and `{outputid}` in. A brace that is meant as one is written
/// twice. References to secrets, `${secret:NAME}`, stay as they are, and what is filled in is not
/// looked at again.
final class Placeholders {
  static final String PROCESS_ID = "processid";
  static final String REFERENCE = "reference";
  static final String OUTPUT_ID = "outputid";

  private static final String UNRESERVED =
      "-._~"; // RFC 3986 section 2.3, beside letters and digits

  /// How a value is written where it is put.
  enum Writing {
    /// In a URL a value is one piece of text, whatever it holds: percent-encoded.
    URL,
    /// As it is; the rules for paths and options judge what comes of it.
    PLAIN
  }

  /// Either the filled text or what is wrong with it.
  sealed interface Filling {
    record Filled(String text) implements Filling {}

    record Wrong(RuleProblem problem) implements Filling {}
  }

  private final Map<String, String> values;

  private Placeholders(Map<String, String> values) {
    this.values = values;
  }

  static Placeholders of(JobNames names) {
    return new Placeholders(Map.of(PROCESS_ID, names.processId(), REFERENCE, names.reference()));
  }

  static Placeholders of(JobNames names, FfmpegLeg output) {
    return new Placeholders(
        Map.of(
            PROCESS_ID, names.processId(), REFERENCE, names.reference(), OUTPUT_ID, output.id()));
  }

  Filling fill(String field, String text, Writing writing) {
    StringBuilder filled = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (text.startsWith("{{", i) || text.startsWith("}}", i)) {
        filled.append(c);
        i += 2;
      } else if (text.startsWith("${", i)) {
        int end = text.indexOf('}', i) < 0 ? text.length() : text.indexOf('}', i) + 1;
        filled.append(text, i, end);
        i = end;
      } else if (c == '{' && text.indexOf('}', i) > 0) {
        int end = text.indexOf('}', i);
        String name = text.substring(i + 1, end);
        Optional<RuleProblem> problem = problem(field, name);
        if (problem.isPresent()) {
          return new Filling.Wrong(problem.get());
        }
        filled.append(written(values.getOrDefault(name, ""), writing));
        i = end + 1;
      } else if (c == '{' || c == '}') {
        return new Filling.Wrong(lonelyBrace(field));
      } else {
        filled.append(c);
        i++;
      }
    }
    return new Filling.Filled(filled.toString());
  }

  private Optional<RuleProblem> problem(String field, String name) {
    String value = values.get(name);
    if (value == null) {
      return Optional.of(
          new RuleProblem(
              Rule.PLACEHOLDER_UNKNOWN,
              field,
              "holds a placeholder that is not known here",
              "use " + known() + ", or write a brace twice"));
    }
    return value.isEmpty()
        ? Optional.of(
            new RuleProblem(
                Rule.PLACEHOLDER_EMPTY,
                field,
                "holds {" + name + "}, which is empty",
                "give the process its " + name + ", or leave the placeholder out"))
        : Optional.empty();
  }

  private static RuleProblem lonelyBrace(String field) {
    return new RuleProblem(
        Rule.PLACEHOLDER_BRACE,
        field,
        "holds a brace that belongs to no placeholder",
        "write it twice");
  }

  private String known() {
    return String.join(
        ", ",
        List.of(PROCESS_ID, REFERENCE, OUTPUT_ID).stream()
            .filter(values::containsKey)
            .map(name -> "{" + name + "}")
            .toList());
  }

  private static String written(String value, Writing writing) {
    return switch (writing) {
      case PLAIN -> value;
      case URL -> percentEncoded(value);
    };
  }

  private static String percentEncoded(String value) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append("%%%02X".formatted((int) c));
      }
    }
    return encoded.toString();
  }
}
