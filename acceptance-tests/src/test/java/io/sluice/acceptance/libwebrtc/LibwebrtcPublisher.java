package io.sluice.acceptance.libwebrtc;

import io.sluice.acceptance.program.Place;
import io.sluice.acceptance.program.RunningProgram;
import java.nio.file.Path;
import java.util.List;

/// Starts webrtc-java publishing coded pictures, in a JVM of its own: what it does to its JVM is
/// not to reach ours.
public final class LibwebrtcPublisher {
  private LibwebrtcPublisher() {}

  /// @param codec `H264`, `VP8`, `VP9` or `AV1`
  public static RunningProgram start(Place place, String url, String codec) {
    return RunningProgram.start(
        "webrtc-java",
        place,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            CodedPublisher.class.getName(),
            url,
            codec));
  }
}
