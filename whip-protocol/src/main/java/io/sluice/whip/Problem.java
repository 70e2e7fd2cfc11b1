package io.sluice.whip;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An error as `application/problem+json`, RFC 9457. The type is always `about:blank`, so that the
/// title is the status in words (§4.2.1); what a program acts on is the extension member `reason`.
///
/// @param status HTTP status, 400 to 599
/// @param detail what went wrong with this request and what to do, for a person
/// @param instance path of the request; null when there is none to show
/// @param extensions further members, in order; `reason` is always the first
public record Problem(
    int status, String detail, @Nullable String instance, Map<String, String> extensions) {
  public static final String TYPE = "about:blank";

  public Problem {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("no error status: " + status);
    }
    extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
  }

  /// @param reason what went wrong, as a fixed word
  public static Problem of(int status, String reason, String detail) {
    return new Problem(status, detail, null, Map.of("reason", reason));
  }

  /// Says at which path it happened.
  public Problem at(String path) {
    return new Problem(status, detail, path, extensions);
  }

  /// With one member more.
  public Problem with(String name, String value) {
    var more = new LinkedHashMap<>(extensions);
    more.put(name, value);
    return new Problem(status, detail, instance, more);
  }

  public String title() {
    return StatusPhrase.of(status);
  }

  public String toJson() {
    var out = new StringBuilder(256).append("{\"type\":\"").append(TYPE).append("\",\"title\":");
    JsonText.appendQuoted(out, title());
    out.append(",\"status\":").append(status).append(",\"detail\":");
    JsonText.appendQuoted(out, detail);
    if (instance != null) {
      out.append(",\"instance\":");
      JsonText.appendQuoted(out, instance);
    }
    extensions.forEach((name, value) -> {
      out.append(',');
      JsonText.appendQuoted(out, name);
      out.append(':');
      JsonText.appendQuoted(out, value);
    });
    return out.append('}').toString();
  }
}
