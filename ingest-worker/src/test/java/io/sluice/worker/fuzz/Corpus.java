package io.sluice.worker.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// The inputs kept for a target: one a line, in hexadecimal, in the file of its name. Offers are
/// the files that the tests of negotiation have.
final class Corpus {
  private static final List<String> OFFERS = List.of("aiortc", "chromium", "ffmpeg", "obs");

  private Corpus() {}

  static List<byte[]> of(FuzzTarget target) throws IOException {
    List<byte[]> inputs = new ArrayList<>();
    if (target == FuzzTarget.SDP) {
      for (String name : OFFERS) {
        inputs.add(read("../sdp/" + name + ".sdp"));
      }
    }
    String lines =
        new String(
            read(target.name().toLowerCase(Locale.ROOT) + ".hex"), StandardCharsets.US_ASCII);
    lines.lines().map(HexFormat.of()::parseHex).forEach(inputs::add);
    return inputs;
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = Corpus.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no such corpus: " + name);
      }
      return in.readAllBytes();
    }
  }
}
