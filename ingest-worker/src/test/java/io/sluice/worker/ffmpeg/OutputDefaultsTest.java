package io.sluice.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.worker.sdp.MediaCodec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputDefaultsTest {
  @Test
  void copiesVp9ThoughNoFrameIsMarkedAsAKeyFrame() {
    Optional<MediaCodec> vp9 = Optional.of(MediaCodec.VP9);

    assertThat(OutputDefaults.of("/a.mkv", List.of(), vp9)).contains("-copyinkf");
    assertThat(OutputDefaults.of("/a.mkv", List.of("-c:v", "libx264"), vp9))
        .doesNotContain("-copyinkf");
    assertThat(OutputDefaults.of("/a.mkv", List.of(), Optional.of(MediaCodec.VP8)))
        .doesNotContain("-copyinkf");
    assertThat(OutputDefaults.of("/a.mp4", List.of(), vp9))
        .containsSequence("-frag_duration", "2000000")
        .noneMatch(option -> option.contains("frag_keyframe"));
  }

  @Test
  void copiesWhenNoCodecIsNamed() {
    assertThat(OutputDefaults.of("/a.mkv", List.of(), Optional.empty()))
        .containsSequence("-c", "copy");
  }

  @Test
  void copiesWhatTheOptionsDoNotEncode() {
    assertThat(OutputDefaults.of("/a.mkv", List.of("-c:a", "aac"), Optional.empty()))
        .containsSequence("-c", "copy");
  }

  @Test
  void leavesTheCodecToOptionsThatNameOneForAll() {
    assertThat(OutputDefaults.of("/a.mkv", List.of("-c", "copy"), Optional.empty()))
        .doesNotContain("-c");
    assertThat(OutputDefaults.of("/a.mkv", List.of("-codec", "copy"), Optional.empty()))
        .doesNotContain("-c");
  }

  @Test
  void doesNotCopyWhatAFilterMustSee() {
    assertThat(OutputDefaults.of("/a.mkv", List.of("-vf", "scale=640:-2"), Optional.empty()))
        .doesNotContain("-c");
  }

  @Test
  void writesMp4InFragments() {
    assertThat(OutputDefaults.of("/a.MP4", List.of(), Optional.empty())).contains("-movflags");
    assertThat(OutputDefaults.of("/a.bin", List.of("-f", "mp4"), Optional.empty()))
        .contains("-movflags");
    assertThat(OutputDefaults.of("/a.mp4", List.of("-movflags", "+faststart"), Optional.empty()))
        .doesNotContain("-movflags");
    assertThat(OutputDefaults.of("/a.mkv", List.of(), Optional.empty()))
        .doesNotContain("-movflags");
  }

  @Test
  void keepsALivePlaylistShortAndSurvivingRestarts() {
    assertThat(OutputDefaults.of("/hls/index.m3u8", List.of(), Optional.empty()))
        .containsSequence("-f", "hls")
        .contains("-hls_time", "-hls_list_size")
        .anySatisfy(value -> assertThat(value).contains("delete_segments", "append_list"));
    assertThat(
            OutputDefaults.of("/hls/index.m3u8", List.of("-hls_list_size", "0"), Optional.empty()))
        .doesNotContain("-hls_list_size");
  }

  @Test
  void givesCopiedVideoDurationsThatAPlaylistCanSumUp() {
    assertThat(OutputDefaults.of("/hls/index.m3u8", List.of(), Optional.empty()))
        .contains("-bsf:v");
    assertThat(
            OutputDefaults.of(
                "/hls/index.m3u8", List.of("-bsf:v", "h264_metadata"), Optional.empty()))
        .doesNotContain("-bsf:v");
    assertThat(OutputDefaults.of("/file.mkv", List.of(), Optional.empty()))
        .doesNotContain("-bsf:v");
  }

  @Test
  void knowsTheFormatsOfAddressesWithoutAnExtension() {
    assertThat(OutputDefaults.of("rtmp://a/live/x", List.of(), Optional.empty()))
        .containsSequence("-f", "flv");
    assertThat(OutputDefaults.of("srt://a:9000", List.of(), Optional.empty()))
        .containsSequence("-f", "mpegts");
    assertThat(OutputDefaults.of("rtsp://a/live", List.of(), Optional.empty()))
        .containsSequence("-f", "rtsp");
    assertThat(OutputDefaults.of("rtmp://a/live/x", List.of("-f", "mpegts"), Optional.empty()))
        .doesNotContain("flv");
  }
}
