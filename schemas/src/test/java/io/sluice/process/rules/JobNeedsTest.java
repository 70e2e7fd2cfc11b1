package io.sluice.process.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobNeedsTest {
  private static final WhipCodecs CODECS = new WhipCodecs(List.of("H264"), List.of("OPUS"));

  @ParameterizedTest
  @CsvSource({
    "a.mkv, matroska",
    "deep/er/A.MP4, mp4",
    "a.m4v, ipod",
    "a.ts, mpegts",
    "a.webm, webm",
    "a.h264, h264",
    "a.ogv, ogv"
  })
  void needsTheMuxerOfAFileName(String address, String muxer) {
    assertThat(needs(address)).containsExactly("muxer " + muxer);
  }

  @Test
  void needsTheMuxerThatIsNamedRatherThanThatOfTheFileName() {
    assertThat(needs("a.mkv", "-f", "mp4")).containsExactly("muxer mp4");
  }

  @Test
  void needsTheMuxerOfTheSegmentsOfAPlaylist() {
    assertThat(needs("a.m3u8")).containsExactly("muxer hls", "muxer mpegts");
    assertThat(needs("a.m3u8", "-hls_segment_type", "fmp4"))
        .containsExactly("muxer hls", "muxer mp4");
  }

  @ParameterizedTest
  @CsvSource({
    "rtmp://north/live/${secret:key}, flv, rtmp",
    "rtmps://north/live, flv, rtmps",
    "srt://north:9000?mode=caller, mpegts, srt"
  })
  void needsTheProtocolOfAnAddressAndTheMuxerThatGoesWithIt(
      String address, String muxer, String protocol) {
    assertThat(needs(address, "-c:a", "copy", "-c:v", "libx264", "-an"))
        .contains("muxer " + muxer, "protocol " + protocol);
  }

  @Test
  void needsRtspAsAMuxer() {
    assertThat(needs("rtsp://north/live")).containsExactly("muxer rtsp");
  }

  @Test
  void leavesToFfmpegWhatOnlyItKnows() {
    assertThat(needs("http://north/sink")).containsExactly("protocol http");
    assertThat(needs("recording.unheard-of")).isEmpty();
    assertThat(needs("recording")).isEmpty();
  }

  @Test
  void needsEachEncoderThatIsNamed() {
    assertThat(
            needs(
                "a.mkv", "-c", "copy", "-c:v:0", "libx264", "-acodec", "aac", "-codec:a:1", "mp3"))
        .containsExactly("encoder aac", "encoder libx264", "encoder mp3", "muxer matroska");
  }

  @Test
  void needsTheProtocolsOfItsInputs() {
    FfmpegJob job =
        new FfmpegJob(
            List.of(),
            List.of(leg("srt://0.0.0.0:9000"), leg("testsrc2=size=320x180", "-f", "lavfi")),
            List.of(leg("a.mkv")));

    assertThat(JobNeeds.of(job, CODECS)).containsExactly("muxer matroska", "protocol srt");
  }

  @Test
  void needsWhatTheCodecsOfPublishersAskForToo() {
    FfmpegJob job = new FfmpegJob(List.of(), List.of(), List.of(leg("a.mkv")));

    assertThat(JobNeeds.of(job, new WhipCodecs(List.of("AV1"), List.of())))
        .containsExactly("AV1_RTP", "muxer matroska");
  }

  @Test
  void asksForNothingOfWhichNoWorkerTells() {
    assertThat(FfmpegVocabulary.muxers()).containsAll(OptionRules.OUTPUT_FORMATS);
    assertThat(FfmpegVocabulary.protocols()).contains("rtmp", "srt").doesNotContain("rtsp", "file");
  }

  private static Iterable<String> needs(String address, String... options) {
    return JobNeeds.of(new FfmpegJob(List.of(), List.of(), List.of(leg(address, options))), CODECS);
  }

  private static FfmpegLeg leg(String address, String... options) {
    return new FfmpegLeg("leg", address, List.of(options));
  }
}
