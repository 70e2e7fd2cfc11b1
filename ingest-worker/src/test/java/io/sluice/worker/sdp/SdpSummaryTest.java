package io.sluice.worker.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SdpSummaryTest {
  private static final String OFFER =
      """
      v=0
      o=- 1 1 IN IP4 0.0.0.0
      s=-
      a=group:BUNDLE 0 1
      m=video 9 UDP/TLS/RTP/SAVPF 96 97 102 35
      a=mid:0
      a=setup:actpass
      a=ice-ufrag:secretufrag
      a=ice-pwd:asecretpasswordoftwentytwo
      a=fingerprint:sha-256 AA:BB
      a=rtpmap:96 VP8/90000
      a=rtpmap:97 rtx/90000
      a=rtpmap:102 H264/90000
      a=rtpmap:35 flexfec-03/90000
      a=candidate:1 1 udp 2122 192.0.2.7 50000 typ host
      a=candidate:2 1 udp 2122 4b2.local 50001 typ host
      m=audio 9 UDP/TLS/RTP/SAVPF 111 0
      a=mid:1
      a=rtpmap:111 opus/48000/2
      """;

  @Test
  void saysCodecsBundleRoleAndCandidates() {
    assertThat(SdpSummary.of(OFFER))
        .isEqualTo(
            "video VP8 96, rtx 97, H264 102 and 1 others; audio opus 111, PCMU 0;"
                + " bundle; setup actpass; 2 candidates");
    assertThat(SdpSummary.candidatesOf(OFFER))
        .isEqualTo("192.0.2.7:50000, 1 of no use (TCP, or a name)");
  }

  @Test
  void saysNothingThatLetsAnybodyIn() {
    assertThat(SdpSummary.of(OFFER) + SdpSummary.candidatesOf(OFFER))
        .doesNotContain("secret", "AA:BB");
  }

  @Test
  void saysThatItCannotBeReadWhateverComes() {
    assertThat(SdpSummary.of("no sdp")).startsWith("cannot be read");
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      String damaged = OFFER.substring(0, random.nextInt(OFFER.length()));
      assertThat(SdpSummary.of(damaged)).isNotBlank();
      assertThat(SdpSummary.candidatesOf(damaged)).isNotBlank();
    }
  }
}
