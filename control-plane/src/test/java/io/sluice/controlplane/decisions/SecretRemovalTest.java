package io.sluice.controlplane.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.placement.PlacementWish;
import io.sluice.controlplane.process.ProcessConfig;
import io.sluice.controlplane.process.ProcessInput.StartProcess;
import io.sluice.controlplane.process.Samples;
import io.sluice.controlplane.process.Supervision;
import io.sluice.controlplane.process.WhipIngest;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretRemovalTest {
  @ParameterizedTest
  @CsvSource({
    "rtmp://user:hunter2@host/live, rtmp://user:***@host/live",
    "rtmp://user:a@b@host/live, rtmp://user:***@host/live",
    "rtmp://:hunter2@host/live, rtmp://:***@host/live",
    "rtmp://user:${secret:KEY}@host/live, rtmp://user:${secret:KEY}@host/live",
    "rtmp://user:x${secret:KEY}@host/live, rtmp://user:***@host/live",
    "rtmp://host:1935/live, rtmp://host:1935/live",
    "rtmp://host:1935/a@b, rtmp://host:1935/a@b",
    "srt://host:9000?mode=caller&passphrase=hunter22, srt://host:9000?mode=caller&passphrase=***",
    "srt://host:9000?passphrase=${secret:KEY}, srt://host:9000?passphrase=${secret:KEY}",
    "recordings/cam.mkv, recordings/cam.mkv"
  })
  void takesPasswordsOutOfAddresses(String address, String expected) {
    assertThat(SecretRemoval.withoutPassword(address)).isEqualTo(expected);
  }

  @Test
  void takesPasswordsOutOfEveryPlaceOfAConfiguration() {
    String secret = "http://u:hunter2@127.0.0.1/";
    FfmpegLeg leg = new FfmpegLeg("a", secret, List.of("-x", secret));
    FfmpegJob job = new FfmpegJob(List.of(secret), List.of(leg), List.of(leg));
    var removed =
        (StartProcess)
            SecretRemoval.from(
                Samples.start(
                    "c1",
                    new ProcessConfig(
                        "",
                        Samples.whipConfig().whipIngest(),
                        job,
                        Map.of(),
                        PlacementWish.NOTHING,
                        "CONTINUE",
                        Supervision.USUAL)));
    assertThat(removed.config().toString()).contains("***").doesNotContain("hunter2");
  }

  @Test
  void keepsAHashAndTakesOutWhatMayBeTheTokenItself() {
    assertThat(tokenAfter("ab".repeat(32))).isEqualTo("ab".repeat(32));
    assertThat(tokenAfter("my-token")).isEqualTo("***");
    assertThat(tokenAfter(null)).isNull();
  }

  private static @Nullable String tokenAfter(@Nullable String token) {
    WhipIngest whip = new WhipIngest(true, List.of(), List.of(), 0, 0, token, "", false, "");
    var removed =
        (StartProcess) SecretRemoval.from(Samples.start("c1", Samples.config(whip, List.of())));
    return removed.config().whipIngest().bearerTokenSha256();
  }
}
