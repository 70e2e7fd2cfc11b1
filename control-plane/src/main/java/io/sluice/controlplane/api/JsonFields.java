package io.sluice.controlplane.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The fields of one JSON object, taken by name and type; whoever has taken all he knows calls
/// [#refuseOthers]. `null` counts as absent.
///
/// Thread: confined to one request.
final class JsonFields {
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  private final String path;
  private final Map<String, JsonValue> values;
  private final Set<String> taken = new HashSet<>();

  private JsonFields(String path, JsonValue value) {
    if (!(value instanceof JsonValue.Members(Map<String, JsonValue> members))) {
      throw wrongType(path, "an object", value);
    }
    this.path = path;
    this.values = members;
  }

  /// The fields of the whole document.
  static JsonFields of(JsonValue document) {
    return new JsonFields("", document);
  }

  /// Path of a member: `a.b`, and `a["b c"]` where a dot would mislead.
  static String memberPath(String path, String name) {
    if (PLAIN_NAME.matcher(name).matches()) {
      return path.isEmpty() ? name : path + "." + name;
    }
    String shown = name.length() > 64 ? name.substring(0, 64) + "…" : name;
    return path + "[\"" + shown.replace("\"", "\\\"") + "\"]";
  }

  String pathOf(String name) {
    return memberPath(path, name);
  }

  /// Empty when the field is absent.
  Optional<String> text(String name) {
    return take(name).map(value -> asText(pathOf(name), value));
  }

  /// Empty when the field is absent.
  Optional<Boolean> flag(String name) {
    return take(name)
        .map(value -> {
          if (value instanceof JsonValue.Flag(boolean flag)) {
            return flag;
          }
          throw wrongType(pathOf(name), "true or false", value);
        });
  }

  /// Zero when the field is absent.
  int whole(String name) {
    return wholeIfAny(name).orElse(0);
  }

  /// Empty when the field is absent.
  Optional<Integer> wholeIfAny(String name) {
    return take(name)
        .map(value -> {
          if (value instanceof JsonValue.Whole(long whole) && whole == (int) whole) {
            return (int) whole;
          }
          throw wrongType(pathOf(name), "a whole number of at most 32 bits", value);
        });
  }

  Optional<JsonFields> object(String name) {
    return take(name).map(value -> new JsonFields(pathOf(name), value));
  }

  /// Empty when the field is absent.
  List<JsonFields> objects(String name) {
    List<JsonFields> objects = new ArrayList<>();
    for (JsonValue item : items(name)) {
      objects.add(new JsonFields(pathOf(name) + "[" + objects.size() + "]", item));
    }
    return objects;
  }

  /// Empty when the field is absent.
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonValue item : items(name)) {
      texts.add(asText(pathOf(name) + "[" + texts.size() + "]", item));
    }
    return texts;
  }

  /// A string alone counts as a list of one; the empty string, and an absent field, as an empty
  /// list.
  List<String> oneOrMoreTexts(String name) {
    if (values.get(name) instanceof JsonValue.Text(String text)) {
      taken.add(name);
      return text.isEmpty() ? List.of() : List.of(text);
    }
    return texts(name);
  }

  /// Empty when the field is absent.
  Map<String, String> textMap(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(name)
        .ifPresent(object ->
            object.values.forEach(
                (key, value) -> texts.put(key, asText(object.pathOf(key), value))));
    return texts;
  }

  /// @throws RequestRefusedException when a field is left that nobody took
  void refuseOthers() {
    for (String name : values.keySet()) {
      if (!taken.contains(name)) {
        throw RequestRefusedException.field(
            pathOf(name), "UNKNOWN_FIELD", "is not a field here; leave it out or correct its name");
      }
    }
  }

  private List<JsonValue> items(String name) {
    return take(name)
        .map(value -> {
          if (value instanceof JsonValue.Items(List<JsonValue> items)) {
            return items;
          }
          throw wrongType(pathOf(name), "an array", value);
        })
        .orElse(List.of());
  }

  private Optional<JsonValue> take(String name) {
    taken.add(name);
    return Optional.ofNullable(values.get(name)).filter(v -> !(v instanceof JsonValue.Null));
  }

  private static String asText(String path, JsonValue value) {
    if (value instanceof JsonValue.Text(String text)) {
      return text;
    }
    throw wrongType(path, "a string", value);
  }

  private static RequestRefusedException wrongType(String path, String wanted, JsonValue value) {
    String detail = "must be " + wanted + ", is " + value.kind();
    return path.isEmpty()
        ? RequestRefusedException.because(422, "WRONG_TYPE", "the body " + detail)
        : RequestRefusedException.field(path, "WRONG_TYPE", detail);
  }
}
