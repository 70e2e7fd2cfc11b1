package io.sluice.worker.capability;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.process.rules.FfmpegVocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// On what Debian's 5.1 and a build of 8.1 print.
class CapabilityListsTest {
  @ParameterizedTest
  @ValueSource(strings = {"5.1", "8.1"})
  void findsEveryMuxerThatAnOutputCanName(String version) {
    assertThat(CapabilityLists.muxers(printed(version, "muxers")))
        .containsAll(FfmpegVocabulary.muxers())
        .hasSizeGreaterThan(170)
        .doesNotContain("=", "--", "---", "Muxing");
  }

  @Test
  void findsTheMuxersThatOnlyTheLaterVersionHas() {
    Set<String> later = new TreeSet<>(CapabilityLists.muxers(printed("8.1", "muxers")));
    later.removeAll(CapabilityLists.muxers(printed("5.1", "muxers")));

    assertThat(later).contains("whip");
  }

  @Test
  void passesOverWhatIsReadOnlyAndTakesSeveralNames() {
    assertThat(
            CapabilityLists.muxers(" D  aac             raw\n DE a,b c\n  E  x\n DEd y   Device"))
        .containsExactly("a", "b", "x", "y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.1", "8.1"})
  void findsEncodersByTheirOwnNameAndByTheirCodec(String version) {
    assertThat(encoders(version))
        .contains("libx264", "h264", "libx265", "hevc", "libvpx", "vp8", "libvpx-vp9", "vp9")
        .contains("libopus", "opus", "aac", "libmp3lame", "mp3", "flv", "flv1", "pcm_s16le")
        .doesNotContain("=", "srt", "webvtt", "bmp", "sonic");
  }

  @Test
  void tellsTheEncodersOfTheTwoVersionsApart() {
    assertThat(encoders("5.1")).contains("librav1e").doesNotContain("libopenh264", "h264_vulkan");
    assertThat(encoders("8.1")).contains("libopenh264", "h264_vulkan").doesNotContain("librav1e");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.1", "8.1"})
  void findsTheProtocolsThatAreBothReadAndWritten(String version) {
    assertThat(CapabilityLists.protocols(printed(version, "protocols")))
        .containsAll(FfmpegVocabulary.protocols())
        .doesNotContain("concat", "tee", "md5", "Input:", "Output:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.1", "8.1"})
  void keepsWhatAWorkerTellsBelowTwoKilobytes(String version) {
    Set<String> told = new TreeSet<>(encoders(version));
    told.addAll(FfmpegVocabulary.muxers());
    told.addAll(FfmpegVocabulary.protocols());

    assertThat(told.stream().mapToInt(name -> name.length() + 1).sum()).isLessThan(2_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "Encoders:", " V", " V....", "Input:\nOutput:\n", "\0\0"})
  void findsNothingInWhatIsNoList(String printed) {
    assertThat(CapabilityLists.muxers(printed)).isEmpty();
    assertThat(CapabilityLists.encoders(printed, FfmpegVocabulary.codecs())).isEmpty();
    assertThat(CapabilityLists.protocols(printed)).isEmpty();
  }

  private static Set<String> encoders(String version) {
    return CapabilityLists.encoders(printed(version, "encoders"), FfmpegVocabulary.codecs());
  }

  private static String printed(String version, String list) {
    String name = version + "-" + list + ".txt";
    try (InputStream in = CapabilityListsTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
