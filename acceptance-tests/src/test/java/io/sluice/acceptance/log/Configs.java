package io.sluice.acceptance.log;

import io.sluice.schemas.Leg;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.WhipIngest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Configurations that the tests run.
public final class Configs {
  private Configs() {}

  /// Takes `codec` and Opus, and records them as they come to `file` in the worker's output folder.
  public static ProcessConfig recording(String codec, String file) {
    return config(whip(codec), List.of(), List.of(leg("recording", file)));
  }

  /// Takes the first codec of each list that the publisher offers.
  public static ProcessConfig choosing(List<String> video, List<String> audio, String file) {
    WhipIngest whip =
        WhipIngest.newBuilder()
            .setEnabled(true)
            .setVideoCodec(video)
            .setAudioCodec(audio)
            .setStart("ON_PUBLISH")
            .build();
    return config(whip, List.of(), List.of(leg("recording", file)));
  }

  /// The same, and starts FFmpeg anew for pictures of another size.
  public static ProcessConfig restartingOnResize(String codec, List<Leg> output) {
    WhipIngest whip = WhipIngest.newBuilder(whip(codec)).setOnResolutionChange("RESTART").build();
    return config(whip, List.of(), output);
  }

  /// Takes `codec` and Opus from publishers that show `token` only.
  public static ProcessConfig recordingFor(String token, String codec, String file) {
    WhipIngest whip =
        WhipIngest.newBuilder(whip(codec)).setBearerTokenSha256(sha256(token)).build();
    return config(whip, List.of(), List.of(leg("recording", file)));
  }

  /// No WHIP: FFmpeg runs on an input of its own, a test picture in real time.
  public static ProcessConfig withoutWhip(String file) {
    Leg picture =
        Leg.newBuilder()
            .setId("picture")
            .setAddress("testsrc2=size=320x180:rate=10")
            .setOptions(List.of("-re", "-f", "lavfi"))
            .build();
    return config(
        WhipIngest.newBuilder().setEnabled(false).build(),
        List.of(picture),
        List.of(leg("recording", file)));
  }

  public static ProcessConfig config(WhipIngest whip, List<Leg> input, List<Leg> output) {
    return ProcessConfig.newBuilder()
        .setReference("acceptance")
        .setWhipIngest(whip)
        .setInput(input)
        .setOutput(output)
        .setOptions(List.of())
        .setMetadata(Map.of())
        .build();
  }

  public static WhipIngest whip(String codec) {
    return WhipIngest.newBuilder().setEnabled(true).setVideoCodec(List.of(codec)).build();
  }

  /// An output that takes the streams as they are, in the container of its file name.
  public static Leg leg(String id, String address) {
    return Leg.newBuilder().setId(id).setAddress(address).setOptions(List.of("-c", "copy")).build();
  }

  private static String sha256(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
