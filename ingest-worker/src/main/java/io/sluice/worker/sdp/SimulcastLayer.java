package io.sluice.worker.sdp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// One encoding of a simulcast offer (RFC 8853 §5.1, RFC 8851 §10).
///
/// @param pixels `max-width` times `max-height`; 0 when the offer does not say
/// @param maxBitrate `max-br` in bit/s; 0 when the offer does not say
record SimulcastLayer(String rid, long pixels, long maxBitrate) {
  /// Names in use for the full, half and quarter encodings, the largest first. An offer seldom says
  /// sizes, and its order means nothing: browsers list the smallest first, OBS the largest.
  private static final List<String> NAMES_BY_SIZE =
      List.of("f", "full", "hi", "high", "h", "half", "m", "mid", "medium", "l", "lo", "low", "q");

  /// The layers of `a=simulcast:send`, of alternatives the first. Those that begin paused (`~`, RFC
  /// 8853 §5.1) count only when all do: nobody here would ask for them to go on.
  static List<SimulcastLayer> of(SdpSection section) {
    String[] words = section.first("simulcast").orElse("").split("\\s+");
    List<SimulcastLayer> layers = new ArrayList<>();
    List<SimulcastLayer> paused = new ArrayList<>();
    for (int i = 0; i + 1 < words.length; i += 2) {
      if (words[i].equals("send")) {
        for (String alternatives : words[i + 1].split(";")) {
          String first = alternatives.split(",", 2)[0];
          String rid = first.replace("~", "");
          if (isRid(rid)) {
            (first.startsWith("~") ? paused : layers).add(described(rid, section));
          }
        }
      }
    }
    return layers.isEmpty() ? paused : layers;
  }

  /// The largest by what the offer says of sizes, else by the names in use, else the first.
  static SimulcastLayer largest(List<SimulcastLayer> layers) {
    return layers.stream()
        .min(
            Comparator.comparingLong(SimulcastLayer::pixels)
                .thenComparingLong(SimulcastLayer::maxBitrate)
                .reversed()
                .thenComparingInt(SimulcastLayer::rankOfName))
        .orElseThrow();
  }

  private int rankOfName() {
    int rank = NAMES_BY_SIZE.indexOf(rid.toLowerCase(Locale.ROOT));
    return rank < 0 ? NAMES_BY_SIZE.size() : rank;
  }

  private static SimulcastLayer described(String rid, SdpSection section) {
    for (String line : section.all("rid")) {
      String[] words = line.split("\\s+", 3);
      if (words.length == 3 && words[0].equals(rid) && words[1].equals("send")) {
        long width = restriction(words[2], "max-width");
        long height = restriction(words[2], "max-height");
        return new SimulcastLayer(rid, width * height, restriction(words[2], "max-br"));
      }
    }
    return new SimulcastLayer(rid, 0, 0);
  }

  private static long restriction(String restrictions, String name) {
    for (String pair : restrictions.split(";")) {
      String[] sides = pair.strip().split("=", 2);
      if (sides.length == 2 && sides[0].equals(name)) {
        return Numbers.parse(sides[1], 0, Integer.MAX_VALUE) < 0 ? 0 : Numbers.parseLong(sides[1]);
      }
    }
    return 0;
  }

  /// RFC 8851 §10: letters, digits, `-` and `_`.
  private static boolean isRid(String text) {
    return !text.isEmpty()
        && text.length() <= 255
        && text.chars()
            .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_'));
  }
}
