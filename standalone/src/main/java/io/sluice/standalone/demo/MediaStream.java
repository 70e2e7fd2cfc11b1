package io.sluice.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/// One stream of a file.
///
/// @param kind `video` or `audio`
/// @param format size in pixels or rate in Hz
/// @param packets how many there are
/// @param seconds from the start of its first packet to the end of its last
record MediaStream(String kind, String codec, String format, int packets, double seconds) {
  static MediaStream of(JsonNode stream, JsonNode allPackets) {
    int index = stream.path("index").asInt();
    int packets = 0;
    double from = Double.POSITIVE_INFINITY;
    double to = Double.NEGATIVE_INFINITY;
    for (JsonNode packet : allPackets) {
      if (packet.path("stream_index").asInt() == index && packet.has("pts_time")) {
        double at = packet.path("pts_time").asDouble();
        packets++;
        from = Math.min(from, at);
        to = Math.max(to, at + packet.path("duration_time").asDouble(0));
      }
    }
    String kind = stream.path("codec_type").asText();
    return new MediaStream(
        kind,
        stream.path("codec_name").asText(),
        kind.equals("video")
            ? stream.path("width").asInt() + "x" + stream.path("height").asInt()
            : stream.path("sample_rate").asText() + " Hz",
        packets,
        packets == 0 ? 0 : to - from);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %s %s %.1f s", kind, codec, format, seconds);
  }
}
