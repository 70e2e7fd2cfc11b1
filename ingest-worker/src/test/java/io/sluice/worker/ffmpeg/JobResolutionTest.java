package io.sluice.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.process.rules.AddressLists;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.process.rules.JobNames;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobResolutionTest {
  @TempDir Path temp;
  private JobResolution resolution;

  @BeforeEach
  void open() throws IOException {
    Path secrets = Files.createDirectory(temp.resolve("secrets"));
    Files.writeString(secrets.resolve("FILE_KEY"), "from-file\n");
    Map<String, String> environment = Map.of("SLUICE_SECRET_ENV_KEY", "from-env");
    resolution =
        new JobResolution(
            OutputFolder.at(temp.resolve("out")),
            new Secrets(name -> Optional.ofNullable(environment.get(name)), Optional.of(secrets)),
            AddressLists.NONE,
            HostLookup.ofThisHost());
  }

  @Test
  void fillsSecretsInFromTheEnvironmentAndFromFiles() throws Exception {
    var resolved =
        resolution.resolve(
            job("rtmp://a/${secret:ENV_KEY}", List.of(), "rtmp://b/${secret:FILE_KEY}"));

    assertThat(resolved.job().outputs())
        .extracting(FfmpegLeg::address)
        .containsExactly("rtmp://a/from-env", "rtmp://b/from-file");
    assertThat(resolved.secretValues()).containsExactlyInAnyOrder("from-env", "from-file");
  }

  @Test
  void namesASecretThatIsNotKnown() {
    assertThatThrownBy(() -> resolution.resolve(job("rtmp://a/${secret:NONE}", List.of())))
        .isInstanceOf(CouldNotStartException.class)
        .hasMessageContaining("SLUICE_SECRET_NONE");
  }

  @Test
  void putsPathsBelowTheOutputFolderAndSegmentsBesideTheirPlaylist() throws Exception {
    var resolved =
        resolution.resolve(job("hls/live.m3u8", List.of("-hls_segment_filename", "s%05d.ts")));

    Path hls = temp.resolve("out").toRealPath().resolve("hls");
    FfmpegLeg output = resolved.job().outputs().getFirst();
    assertThat(output.address()).isEqualTo(hls.resolve("live.m3u8").toString());
    assertThat(output.options())
        .containsExactly("-hls_segment_filename", hls.resolve("s%05d.ts").toString());
    assertThat(hls).isDirectory();
  }

  @Test
  void fillsPlaceholdersInBeforePathsAreLookedAt() throws Exception {
    var resolved = resolution.resolve(job("{processid}/{reference}/{outputid}.mkv", List.of()));

    assertThat(resolved.job().outputs())
        .extracting(FfmpegLeg::address)
        .containsExactly(
            temp.resolve("out").toRealPath().resolve("camera-1/evening show/out.mkv").toString());
  }

  @Test
  void looksUpANameThatMayStandForABlockedAddress() throws IOException {
    JobResolution listed =
        new JobResolution(
            OutputFolder.at(temp.resolve("out")),
            new Secrets(_ -> Optional.empty(), Optional.empty()),
            new AddressLists(
                AddressLists.Direction.of(List.of(), List.of()),
                AddressLists.Direction.of(List.of(), List.of("*://10.0.0.0/8"))),
            host ->
                host.equals("inside.test")
                    ? List.of(InetAddress.ofLiteral("10.1.1.1"))
                    : List.of(InetAddress.ofLiteral("192.0.2.1")));

    assertThatThrownBy(() -> listed.resolve(job("rtmp://inside.test/live", List.of())))
        .hasMessageContaining("[ADDRESS_BLOCKED]");
    assertThatCode(() -> listed.resolve(job("rtmp://outside.test/live", List.of())))
        .doesNotThrowAnyException();
  }

  @Test
  void asksTheRulesOnceMore() {
    assertThatThrownBy(() -> resolution.resolve(job("file:/etc/passwd", List.of())))
        .isInstanceOf(CouldNotStartException.class)
        .extracting(e -> ((CouldNotStartException) e).reason())
        .isEqualTo(ExitReason.BAD_CONFIGURATION);
  }

  private static FfmpegJob job(String address, List<String> options, String... more) {
    List<FfmpegLeg> outputs = new java.util.ArrayList<>();
    outputs.add(new FfmpegLeg("out", address, options));
    for (String other : more) {
      outputs.add(new FfmpegLeg("out" + outputs.size(), other, List.of()));
    }
    return new FfmpegJob(List.of(), List.of(), outputs, new JobNames("camera-1", "evening show"));
  }
}
