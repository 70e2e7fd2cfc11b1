package io.sluice.whip;

/// One header line of a reply.
public record HeaderField(String name, String value) {
  public HeaderField {
    // A line break would let whoever supplied the value write headers of his own.
    if (value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
      throw new IllegalArgumentException("header " + name + " holds a control character");
    }
  }
}
