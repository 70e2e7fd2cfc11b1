package io.sluice.standalone.cli.past;

import io.sluice.controlplane.timeline.FieldDifference;
import io.sluice.controlplane.timeline.Wrapping;
import java.util.ArrayList;
import java.util.List;

/// Differences as lines for a terminal of 80 columns: each field, and its value on either side.
final class DifferenceText {
  private static final int WIDTH = 80;
  private static final String INDENT = "  ";

  private DifferenceText() {}

  static List<String> lines(List<FieldDifference> differences, String left, String right) {
    if (differences.isEmpty()) {
      return List.of(INDENT + "no difference that is shown");
    }
    int width = Math.max(left.length(), right.length());
    List<String> lines = new ArrayList<>();
    for (FieldDifference difference : differences) {
      lines.addAll(indented(INDENT, difference.path()));
      lines.addAll(side(left, width, difference.left()));
      lines.addAll(side(right, width, difference.right()));
    }
    return lines;
  }

  private static List<String> side(String name, int width, String value) {
    String head = INDENT + INDENT + name + " ".repeat(width - name.length()) + "  ";
    List<String> lines = new ArrayList<>();
    for (String part : Wrapping.lines(value, WIDTH - head.length())) {
      lines.add((head + part).stripTrailing());
      head = " ".repeat(head.length());
    }
    return lines;
  }

  private static List<String> indented(String indent, String text) {
    return Wrapping.lines(text, WIDTH - indent.length()).stream().map(l -> indent + l).toList();
  }
}
