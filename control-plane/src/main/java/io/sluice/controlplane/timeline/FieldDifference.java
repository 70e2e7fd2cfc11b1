package io.sluice.controlplane.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One field in which two records differ.
///
/// @param path such as `events[1].workerId`
/// @param left its value as JSON; `-` when there is none
/// @param right its value as JSON; `-` when there is none
public record FieldDifference(String path, String left, String right) {
  private static final String NONE = "-";

  /// In the order of their paths; empty when both show the same.
  public static List<FieldDifference> between(JsonNode left, JsonNode right) {
    Map<String, String> ofLeft = new TreeMap<>();
    Map<String, String> ofRight = new TreeMap<>();
    flatten("", left, ofLeft);
    flatten("", right, ofRight);
    List<FieldDifference> differences = new ArrayList<>();
    Map<String, String> all = new TreeMap<>(ofLeft);
    all.putAll(ofRight);
    for (String path : all.keySet()) {
      String before = ofLeft.getOrDefault(path, NONE);
      String after = ofRight.getOrDefault(path, NONE);
      if (!before.equals(after)) {
        differences.add(new FieldDifference(path, before, after));
      }
    }
    return differences;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> fields) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(field ->
              flatten(
                  path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                  field.getValue(),
                  fields));
    } else if (node.isArray() && !node.isEmpty()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(path + "[" + i + "]", node.get(i), fields);
      }
    } else {
      fields.put(path, node.isTextual() ? node.textValue() : node.toString());
    }
  }
}
