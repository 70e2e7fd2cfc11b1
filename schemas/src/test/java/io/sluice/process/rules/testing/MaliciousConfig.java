package io.sluice.process.rules.testing;

import io.sluice.process.rules.AddressLists;
import io.sluice.process.rules.AddressLists.Direction;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// One line of `malicious-configs.tsv`, which explains itself.
///
/// @param rule that must refuse it, by name
/// @param place where in the process the text stands
/// @param text as it would be sent
public record MaliciousConfig(String rule, String place, String text) {
  /// What the lines about lists count on.
  public static final AddressLists LISTS =
      new AddressLists(
          Direction.of(
              List.of("*://*.live.example", "*://live.example"),
              List.of("*://10.0.0.0/8", "*://169.254.0.0/16", "*://*:22", "*://old.live.example")),
          Direction.of(
              List.of(),
              List.of(
                  "*://10.0.0.0/8",
                  "*://169.254.0.0/16",
                  "*://[fd00::]/8",
                  "*://evil.example",
                  "*://*:22",
                  "path:private/*")));

  private static final String HARMLESS_ID = "camera-1";
  private static final String HARMLESS_REFERENCE = "studio";
  private static final FfmpegLeg RECORDING = new FfmpegLeg("recording", "show.mkv", List.of());

  /// All of them.
  public static List<MaliciousConfig> all() {
    try (InputStream table =
        Objects.requireNonNull(
            MaliciousConfig.class.getResourceAsStream("malicious-configs.tsv"))) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(MaliciousConfig::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String processId() {
    return place.equals("process.id") ? text : HARMLESS_ID;
  }

  public String reference() {
    return place.equals("reference") ? text : HARMLESS_REFERENCE;
  }

  /// As an orchestrator would write it.
  public FfmpegJob job() {
    return switch (place) {
      case "process.id" -> job(List.of(), List.of(), List.of(RECORDING));
      case "reference" -> output(new FfmpegLeg("out", "{reference}", List.of()));
      case "output.id" -> output(new FfmpegLeg(text, "show.mkv", List.of()));
      case "output.address" -> output(new FfmpegLeg("out", text, List.of()));
      case "output.options" -> output(new FfmpegLeg("out", "show.mkv", words()));
      case "input.id" -> input(new FfmpegLeg(text, "rtmp://live.example/live", List.of()));
      case "input.address" -> input(new FfmpegLeg("in", text, List.of()));
      case "input.lavfi" -> input(new FfmpegLeg("in", text, List.of("-f", "lavfi")));
      case "input.options" -> input(new FfmpegLeg("in", "rtmp://live.example/live", words()));
      case "global.options" -> job(words(), List.of(), List.of(RECORDING));
      default -> throw new IllegalArgumentException("no such place: " + place);
    };
  }

  private List<String> words() {
    return Arrays.asList(text.split(" ", -1));
  }

  private static FfmpegJob output(FfmpegLeg output) {
    return job(List.of(), List.of(), List.of(output));
  }

  private static FfmpegJob input(FfmpegLeg input) {
    return job(List.of(), List.of(input), List.of(RECORDING));
  }

  private static FfmpegJob job(
      List<String> options, List<FfmpegLeg> inputs, List<FfmpegLeg> outputs) {
    return new FfmpegJob(options, new ArrayList<>(inputs), outputs);
  }

  private static MaliciousConfig read(String line) {
    String[] columns = line.split("\t", 3);
    return new MaliciousConfig(columns[0], columns[1], plain(columns[2]));
  }

  /// Java's own escapes, and the `\\u` of its compiler.
  private static String plain(String escaped) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < escaped.length(); i++) {
      if (escaped.startsWith("\\u", i)) {
        plain.append((char) Integer.parseInt(escaped.substring(i + 2, i + 6), 16));
        i += 5;
      } else if (escaped.charAt(i) == '\\') {
        plain.append(escaped.substring(i, i + 2).translateEscapes());
        i++;
      } else {
        plain.append(escaped.charAt(i));
      }
    }
    return plain.toString();
  }

  /// Short enough for the name of a test, and without control characters.
  @Override
  public String toString() {
    String shown = text.replaceAll("\\p{Cntrl}", "?");
    return rule + " " + place + " " + shown.substring(0, Math.min(shown.length(), 60));
  }
}
