package io.sluice.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.sdp.MediaCodec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class InputSdpTest {
  private static final LegPlan PLAN =
      LegPlan.adjacent(20_000, MediaCodec.H264, 96, MediaCodec.OPUS, 111);

  @Test
  void describesPictureAndSoundOnTheirPorts() {
    assertThat(InputSdp.of(PLAN))
        .isEqualTo(
            """
            v=0
            o=- 0 0 IN IP4 127.0.0.1
            s=whip
            c=IN IP4 127.0.0.1
            t=0 0
            m=video 20000 RTP/AVP 96
            a=rtpmap:96 H264/90000
            a=fmtp:96 packetization-mode=1
            m=audio 20002 RTP/AVP 111
            a=rtpmap:111 opus/48000/2
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void givesVp8NoFormatParameters() {
    LegPlan plan = LegPlan.adjacent(30_000, MediaCodec.VP8, 97, MediaCodec.OPUS, 112);

    assertThat(InputSdp.of(plan))
        .contains("m=video 30000 RTP/AVP 97\r\na=rtpmap:97 VP8/90000\r\nm=audio 30002 ");
  }

  @Test
  void fitsIntoAnAddressWithoutAFile() {
    String url = InputSdp.asDataUrl(PLAN);

    assertThat(url).startsWith("data:application/sdp;base64,");
    byte[] sdp = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
    assertThat(new String(sdp, StandardCharsets.US_ASCII)).isEqualTo(InputSdp.of(PLAN));
  }
}
