package io.sluice.worker.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AnswerWriterTest {
  private static final LocalTransport TRANSPORT =
      new LocalTransport(
          77,
          new IceCredentials("serverUf", "serverPassword+/0123456789"),
          "sha-256 01:23",
          List.of(new InetSocketAddress("192.0.2.1", 8189), new InetSocketAddress("::1", 8189)),
          List.of());

  @Test
  void answersChromiumWithOneCodecASection() {
    assertThat(answer(Offers.chromium()))
        .isEqualTo(
            """
            v=0
            o=- 77 1 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0 1
            a=ice-lite
            a=extmap-allow-mixed
            m=audio 8189 UDP/TLS/RTP/SAVPF 111
            c=IN IP4 192.0.2.1
            a=mid:0
            a=recvonly
            a=ice-ufrag:serverUf
            a=ice-pwd:serverPassword+/0123456789
            a=fingerprint:sha-256 01:23
            a=setup:passive
            a=rtcp-mux
            a=rtcp-mux-only
            a=rtcp-rsize
            a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
            a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
            a=rtpmap:111 opus/48000/2
            a=fmtp:111 minptime=10;useinbandfec=1
            a=rtcp-fb:111 transport-cc
            a=candidate:1 1 udp 2130706431 192.0.2.1 8189 typ host
            a=candidate:2 1 udp 2130706175 0:0:0:0:0:0:0:1 8189 typ host
            a=end-of-candidates
            m=video 8189 UDP/TLS/RTP/SAVPF 109 114
            c=IN IP4 192.0.2.1
            a=mid:1
            a=recvonly
            a=ice-ufrag:serverUf
            a=ice-pwd:serverPassword+/0123456789
            a=fingerprint:sha-256 01:23
            a=setup:passive
            a=rtcp-mux
            a=rtcp-mux-only
            a=rtcp-rsize
            a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
            a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
            a=rtpmap:109 H264/90000
            a=fmtp:109 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f
            a=rtcp-fb:109 nack
            a=rtcp-fb:109 nack pli
            a=rtcp-fb:109 ccm fir
            a=rtcp-fb:109 transport-cc
            a=rtpmap:114 rtx/90000
            a=fmtp:114 apt=109
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void neverAnswersRedundancyOrForwardErrorCorrection() {
    assertThat(answer(Offers.chromium()).toLowerCase(Locale.ROOT))
        .doesNotContain(" red/", "ulpfec", "flexfec");
  }

  @Test
  void answersActiveToAPassiveOffer() {
    assertThat(answer(Offers.ffmpeg()))
        .contains("a=setup:active")
        .doesNotContain("a=setup:passive");
  }

  @Test
  void mentionsOnlyWhatWasOffered() {
    assertThat(answer(Offers.obs()))
        .doesNotContain("rtcp-rsize", "extmap", "rtx", "transport-cc")
        .contains("a=rtcp-fb:96 goog-remb");
  }

  @Test
  void receivesExactlyOneSimulcastLayer() {
    String offer = Offers.video("a=rid:lo send", "a=rid:hi send", "a=simulcast:send lo;hi");

    List<String> lines = Arrays.asList(answer(offer).split("\r\n"));

    assertThat(lines).contains("a=rid:hi recv", "a=simulcast:recv hi");
    assertThat(lines).noneMatch(line -> line.contains("lo "));
  }

  @Test
  void formsNoGroupAroundASectionThatOffersNone() {
    assertThat(answer(Offers.video())).doesNotContain("a=group");
  }

  private static String answer(String offer) {
    return switch (Negotiation.of(offer, Offers.H264_AND_OPUS)) {
      case Negotiation.Agreed(Agreement agreement) -> AnswerWriter.write(agreement, TRANSPORT);
      case Negotiation.Refused refused -> throw new AssertionError(refused.detail());
    };
  }
}
