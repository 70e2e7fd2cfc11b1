package io.sluice.whip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The ICE session that a PATCH is meant for: an `If-Match` header (RFC 9110 §13.1.1, RFC 9725
/// §4.3.1).
public sealed interface IfMatch {
  /// Whether it may act on the ICE session of that tag.
  boolean matches(EntityTag present);

  /// `*`: whichever there is, as an ICE restart says (RFC 9725 §4.3.3).
  record Any() implements IfMatch {
    @Override
    public boolean matches(EntityTag present) {
      return true;
    }
  }

  /// One of these, by strong comparison (RFC 9110 §8.8.3.2).
  record OneOf(List<EntityTag> tags) implements IfMatch {
    public OneOf {
      tags = List.copyOf(tags);
    }

    @Override
    public boolean matches(EntityTag present) {
      return tags.contains(present);
    }
  }

  /// Reads a header; empty when there is none. `"*"` is taken for `*` and a tag without quotes for
  /// one with, since clients write both; weak tags never match.
  static Optional<IfMatch> parse(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return Optional.empty();
    }
    List<EntityTag> tags = new ArrayList<>();
    for (String element : elements(header)) {
      if (element.equals("*") || element.equals("\"*\"")) {
        return Optional.of(new Any());
      }
      tag(element).ifPresent(tags::add);
    }
    return Optional.of(new OneOf(tags));
  }

  private static Optional<EntityTag> tag(String element) {
    boolean quoted = element.length() > 1 && element.startsWith("\"") && element.endsWith("\"");
    String opaque = quoted ? element.substring(1, element.length() - 1) : element;
    // W/"…" has a quote left inside and is no strong tag.
    return !opaque.isEmpty() && opaque.chars().allMatch(EntityTag::isAllowed)
        ? Optional.of(new EntityTag(opaque))
        : Optional.empty();
  }

  /// Split at the commas that stand outside of quotes.
  private static List<String> elements(String header) {
    List<String> elements = new ArrayList<>();
    boolean inQuotes = false;
    int from = 0;
    for (int at = 0; at < header.length(); at++) {
      char c = header.charAt(at);
      if (c == '"') {
        inQuotes = !inQuotes;
      } else if (c == ',' && !inQuotes) {
        elements.add(header.substring(from, at).strip());
        from = at + 1;
      }
    }
    elements.add(header.substring(from).strip());
    return elements;
  }
}
