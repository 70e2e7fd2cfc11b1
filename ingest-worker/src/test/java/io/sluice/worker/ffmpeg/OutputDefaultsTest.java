package io.sluice.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutputDefaultsTest {
  @Test
  void copiesWhenNoCodecIsNamed() {
    assertThat(OutputDefaults.of("/a.mkv", List.of())).containsSequence("-c", "copy");
  }

  @Test
  void copiesWhatTheOptionsDoNotEncode() {
    assertThat(OutputDefaults.of("/a.mkv", List.of("-c:a", "aac"))).containsSequence("-c", "copy");
  }

  @Test
  void leavesTheCodecToOptionsThatNameOneForAll() {
    assertThat(OutputDefaults.of("/a.mkv", List.of("-c", "copy"))).doesNotContain("-c");
    assertThat(OutputDefaults.of("/a.mkv", List.of("-codec", "copy"))).doesNotContain("-c");
  }

  @Test
  void doesNotCopyWhatAFilterMustSee() {
    assertThat(OutputDefaults.of("/a.mkv", List.of("-vf", "scale=640:-2"))).doesNotContain("-c");
  }

  @Test
  void writesMp4InFragments() {
    assertThat(OutputDefaults.of("/a.MP4", List.of())).contains("-movflags");
    assertThat(OutputDefaults.of("/a.bin", List.of("-f", "mp4"))).contains("-movflags");
    assertThat(OutputDefaults.of("/a.mp4", List.of("-movflags", "+faststart")))
        .doesNotContain("-movflags");
    assertThat(OutputDefaults.of("/a.mkv", List.of())).doesNotContain("-movflags");
  }

  @Test
  void keepsALivePlaylistShortAndSurvivingRestarts() {
    assertThat(OutputDefaults.of("/hls/index.m3u8", List.of()))
        .containsSequence("-f", "hls")
        .contains("-hls_time", "-hls_list_size")
        .anySatisfy(value -> assertThat(value).contains("delete_segments", "append_list"));
    assertThat(OutputDefaults.of("/hls/index.m3u8", List.of("-hls_list_size", "0")))
        .doesNotContain("-hls_list_size");
  }

  @Test
  void givesCopiedVideoDurationsThatAPlaylistCanSumUp() {
    assertThat(OutputDefaults.of("/hls/index.m3u8", List.of())).contains("-bsf:v");
    assertThat(OutputDefaults.of("/hls/index.m3u8", List.of("-bsf:v", "h264_metadata")))
        .doesNotContain("-bsf:v");
    assertThat(OutputDefaults.of("/file.mkv", List.of())).doesNotContain("-bsf:v");
  }

  @Test
  void knowsTheFormatsOfAddressesWithoutAnExtension() {
    assertThat(OutputDefaults.of("rtmp://a/live/x", List.of())).containsSequence("-f", "flv");
    assertThat(OutputDefaults.of("srt://a:9000", List.of())).containsSequence("-f", "mpegts");
    assertThat(OutputDefaults.of("rtsp://a/live", List.of())).containsSequence("-f", "rtsp");
    assertThat(OutputDefaults.of("rtmp://a/live/x", List.of("-f", "mpegts"))).doesNotContain("flv");
  }
}
