package io.sluice.acceptance.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a process wrote, judged by ffprobe and by decoding all of it.
///
/// What is tolerated, and why: a recording starts with the first key frame, so it may be shorter
/// than the publish by up to two seconds (connecting, waiting for the key frame, and a browser's
/// ramp-up); a browser changes the picture's size in mid-stream, so only the first size is a stream
/// property. Nothing else: every packet decodes, and time never goes backwards.
public final class Recording {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final List<Track> tracks;

  private Recording(Path file, List<Track> tracks) {
    this.file = file;
    this.tracks = tracks;
  }

  public static Recording of(Path file) {
    assertThat(file).isRegularFile();
    JsonNode probe = probe(file);
    List<Track> tracks = new ArrayList<>();
    for (JsonNode stream : probe.path("streams")) {
      tracks.add(track(stream, probe.path("packets")));
    }
    return new Recording(file, tracks);
  }

  private static JsonNode probe(Path file) {
    String json =
        Command.run(
                List.of(
                    "ffprobe",
                    "-v",
                    "error",
                    "-of",
                    "json",
                    "-show_streams",
                    "-show_packets",
                    file.toString()))
            .outputOrFail();
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("ffprobe gave no JSON", e);
    }
  }

  private static Track track(JsonNode stream, JsonNode packets) {
    List<Double> times = new ArrayList<>();
    for (JsonNode packet : packets) {
      if (packet.path("stream_index").asInt() == stream.path("index").asInt()) {
        times.add(packet.path(packet.has("dts_time") ? "dts_time" : "pts_time").asDouble());
      }
    }
    return new Track(
        stream.path("codec_type").asText(),
        stream.path("codec_name").asText(),
        stream.path("width").asInt(),
        stream.path("height").asInt(),
        List.copyOf(times));
  }

  public Track video() {
    return only("video");
  }

  public Track audio() {
    return only("audio");
  }

  private Track only(String kind) {
    List<Track> found = tracks.stream().filter(track -> track.kind().equals(kind)).toList();
    assertThat(found).as("%s streams of %s, of %s", kind, file, tracks.size()).hasSize(1);
    return found.getFirst();
  }

  /// Both codecs are as named, nothing else is in the file, time only goes forward, both streams
  /// have at least `seconds`, and every packet decodes.
  public Recording isWhole(String videoCodec, double seconds) {
    return isWhole(videoCodec, "opus", seconds);
  }

  public Recording isWhole(String videoCodec, String audioCodec, double seconds) {
    assertThat(tracks).as("streams of %s", file).hasSize(2);
    assertThat(video().codec()).isEqualTo(videoCodec);
    assertThat(audio().codec()).isEqualTo(audioCodec);
    for (Track track : tracks) {
      assertThat(track.shortestStep())
          .as("shortest step of time of %s in %s", track.kind(), file)
          .isNotNegative();
      assertThat(track.seconds())
          .as("seconds of %s in %s", track.kind(), file)
          .isGreaterThan(seconds);
    }
    return decodes();
  }

  /// Holds one stream, of that kind and codec, of at least `seconds`, which decodes.
  public Recording isOnly(String kind, String codec, double seconds) {
    assertThat(tracks).as("streams of %s", file).hasSize(1);
    Track track = only(kind);
    assertThat(track.codec()).isEqualTo(codec);
    assertThat(track.shortestStep()).as("shortest step of time in %s", file).isNotNegative();
    assertThat(track.seconds()).as("seconds of %s", file).isGreaterThan(seconds);
    return decodes();
  }

  /// Decodes every packet of every stream; a damaged one is an error that ends the run.
  public Recording decodes() {
    Command decode =
        Command.run(
            List.of(
                "ffmpeg",
                "-v",
                "error",
                "-xerror",
                "-nostdin",
                "-i",
                file.toString(),
                "-map",
                "0",
                "-fps_mode",
                "passthrough",
                // Not 1/frame rate: a browser's pictures come when they come.
                "-enc_time_base",
                "-1",
                "-f",
                "null",
                "-"));
    assertThat(decode.errors()).as("decoding %s", file).isEmpty();
    assertThat(decode.exitCode()).as("decoding %s", file).isZero();
    return this;
  }

  /// The sound is a sound: above -60 dB on average, where silence is below -90.
  public Recording isAudible() {
    Command volume =
        Command.run(
            List.of(
                "ffmpeg",
                "-v",
                "info",
                "-nostdin",
                "-i",
                file.toString(),
                "-map",
                "0:a",
                "-af",
                "volumedetect",
                "-f",
                "null",
                "-"));
    String mean =
        volume
            .errors()
            .lines()
            .filter(line -> line.contains("mean_volume:"))
            .findFirst()
            .orElse("");
    double decibels = Double.parseDouble(mean.replaceAll(".*mean_volume: ([-0-9.]+) dB.*", "$1"));
    assertThat(decibels).as("mean volume of %s", file).isGreaterThan(-60);
    return this;
  }

  /// Sound and picture begin and end within `seconds` of each other.
  public Recording isInStep(double seconds) {
    List<Double> picture = video().packetTimes();
    List<Double> sound = audio().packetTimes();
    assertThat(Math.abs(picture.getFirst() - sound.getFirst()))
        .as("start of picture %s and sound %s", picture.getFirst(), sound.getFirst())
        .isLessThan(seconds);
    assertThat(Math.abs(picture.getLast() - sound.getLast()))
        .as("end of picture %s and sound %s", picture.getLast(), sound.getLast())
        .isLessThan(seconds);
    return this;
  }
}
