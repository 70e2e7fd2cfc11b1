package io.sluice.controlplane.timeline;

import java.util.ArrayList;
import java.util.List;

/// Breaks text into lines.
public final class Wrapping {
  private Wrapping() {}

  /// Lines of at most `width` characters, broken at spaces where there are any; at least one.
  public static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text.strip();
    while (rest.length() > width) {
      int space = rest.lastIndexOf(' ', width);
      int end = space > 0 ? space : width;
      lines.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }
}
