package io.sluice.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class MediaFileTest {
  private static final String PROBED =
      """
      {"packets": [
        {"stream_index": 0, "pts_time": "0.100000", "duration_time": "0.033000"},
        {"stream_index": 1, "pts_time": "0.000000", "duration_time": "0.020000"},
        {"stream_index": 0, "pts_time": "2.100000", "duration_time": "0.033000"},
        {"stream_index": 1, "pts_time": "1.980000", "duration_time": "0.020000"}],
       "streams": [
        {"index": 0, "codec_name": "h264", "codec_type": "video", "width": 640, "height": 480},
        {"index": 1, "codec_name": "opus", "codec_type": "audio", "sample_rate": "48000"}]}
      """;

  @Test
  void measuresEachStreamByItsOwnPackets() throws JsonProcessingException {
    MediaFile file = MediaFile.of(new ObjectMapper().readTree(PROBED));

    MediaStream video = file.first("video").orElseThrow();
    assertThat(video.packets()).isEqualTo(2);
    assertThat(video.seconds()).isCloseTo(2.033, within(1e-6));
    assertThat(video).hasToString("video h264 640x480 2.0 s");
    assertThat(file.first("audio").orElseThrow().seconds()).isCloseTo(2.0, within(1e-6));
    assertThat(file.first("subtitle")).isEmpty();
  }

  @Test
  void hasNoLengthWithoutPackets() throws JsonProcessingException {
    MediaFile file =
        MediaFile.of(
            new ObjectMapper()
                .readTree("{\"streams\": [{\"index\": 0, \"codec_type\": \"video\"}]}"));

    assertThat(file.first("video").orElseThrow().seconds()).isZero();
  }
}
