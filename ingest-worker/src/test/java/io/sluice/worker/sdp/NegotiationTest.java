package io.sluice.worker.sdp;

import static io.sluice.worker.sdp.Offers.H264_AND_OPUS;
import static io.sluice.worker.sdp.Offers.VP8_AND_OPUS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {
  @Test
  void prefersConstrainedBaselineOfAllThatChromiumOffers() {
    AgreedMedia video = section(agree(Offers.chromium(), H264_AND_OPUS), 1);

    assertThat(video.codec()).isEqualTo(MediaCodec.H264);
    assertThat(video.payloadType()).isEqualTo(109);
    assertThat(video.fmtp()).contains("packetization-mode=1").contains("profile-level-id=42e01f");
    assertThat(video.rtxPayloadType()).hasValue(114);
    assertThat(video.ssrcs()).containsExactly(1174829306L, 3320917445L);
  }

  @Test
  void takesVp8WhenTheProcessDoes() {
    AgreedMedia video = section(agree(Offers.chromium(), VP8_AND_OPUS), 1);

    assertThat(video.payloadType()).isEqualTo(96);
    assertThat(video.rtxPayloadType()).hasValue(97);
    assertThat(video.fmtp()).isEmpty();
  }

  @Test
  void keepsTheOrderOfTheSectionsAndTheirOwnMids() {
    Agreement agreement = agree(Offers.chromium(), H264_AND_OPUS);

    assertThat(agreement.media()).extracting(AgreedMedia::mid).containsExactly("0", "1");
    assertThat(agreement.media())
        .extracting(AgreedMedia::kind)
        .containsExactly(MediaKind.AUDIO, MediaKind.VIDEO);
  }

  @Test
  void leavesRembOutWhereTransportWideFeedbackIsAgreedOn() {
    assertThat(section(agree(Offers.chromium(), H264_AND_OPUS), 1).feedback())
        .containsExactlyInAnyOrder(
            Feedback.NACK, Feedback.PLI, Feedback.FIR, Feedback.TRANSPORT_CC);
    assertThat(section(agree(Offers.aiortc(), VP8_AND_OPUS), 1).feedback())
        .containsExactlyInAnyOrder(Feedback.NACK, Feedback.PLI, Feedback.REMB);
  }

  @Test
  void readsExtensionIdsSectionBySection() {
    Agreement agreement = agree(Offers.chromium(), H264_AND_OPUS);

    assertThat(section(agreement, 1).extensions())
        .isEqualTo(Map.of(HeaderExtension.MID, 4, HeaderExtension.TRANSPORT_CC, 3));
    assertThat(section(agree(Offers.aiortc(), VP8_AND_OPUS), 1).extensions())
        .isEqualTo(Map.of(HeaderExtension.MID, 1));
  }

  @Test
  void takesTheTransportOfTheFirstSection() {
    assertThat(agree(Offers.aiortc(), VP8_AND_OPUS).remoteIce())
        .isEqualTo(new IceCredentials("Ab1Z", "r8Yt2LqGv0WnKpXe5sDcJm"));
  }

  @Test
  void takesTheTransportOfTheSessionLevelWhereSectionsHaveNone() {
    assertThat(agree(Offers.obs(), H264_AND_OPUS).remoteIce().ufrag()).isEqualTo("lMtz");
  }

  @Test
  void isTheDtlsClientOfPublishersThatOfferPassive() {
    assertThat(agree(Offers.ffmpeg(), H264_AND_OPUS).ourSetup()).isEqualTo(DtlsSetup.ACTIVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"actpass", "active"})
  void isTheDtlsServerOfAllOthers(String setup) {
    String offer = Offers.chromium().replace("setup:actpass", "setup:" + setup);

    assertThat(agree(offer, H264_AND_OPUS).ourSetup()).isEqualTo(DtlsSetup.PASSIVE);
  }

  @Test
  void takesVideoAlone() {
    assertThat(agree(Offers.video(), H264_AND_OPUS).media())
        .extracting(AgreedMedia::codec)
        .containsExactly(MediaCodec.H264);
  }

  @Test
  void takesAudioAlone() {
    String offer = Offers.chromium();
    String audioOnly = offer.substring(0, offer.indexOf("m=video"));

    assertThat(agree(audioOnly.replace("BUNDLE 0 1", "BUNDLE 0"), H264_AND_OPUS).media())
        .extracting(AgreedMedia::codec)
        .containsExactly(MediaCodec.OPUS);
  }

  @Test
  void takesTheLargestSimulcastLayerWhereverItStands() {
    String browser =
        Offers.video("a=rid:q send", "a=rid:h send", "a=rid:f send", "a=simulcast:send f;h;q");
    String sized =
        Offers.video(
            "a=rid:a send max-width=320;max-height=180",
            "a=rid:b send max-width=1280;max-height=720",
            "a=simulcast:send a,c;b recv x");

    assertThat(section(agree(browser, H264_AND_OPUS), 0).rid()).hasValue("f");
    assertThat(section(agree(sized, H264_AND_OPUS), 0).rid()).hasValue("b");
    assertThat(section(agree(browser.replace("f;h;q", "q;h;f"), H264_AND_OPUS), 0).rid())
        .hasValue("f");
    assertThat(section(agree(browser.replace("f;h;q", "q;h;~f"), H264_AND_OPUS), 0).rid())
        .hasValue("h");
    assertThat(section(agree(browser.replace("f;h;q", "~q;~h"), H264_AND_OPUS), 0).rid())
        .hasValue("h");
  }

  @ParameterizedTest
  @CsvSource({
    "VP9, PCMU, 98, 0",
    "AV1, PCMA, 45, 8",
    "VP9 H264, OPUS, 98, 111",
    "H265 AV1, PCMA PCMU, 45, 8",
  })
  void takesTheFirstOfTheProcessesCodecsThatIsOffered(
      String video, String audio, int videoPayloadType, int audioPayloadType) {
    Agreement agreed = agree(Offers.chromium(), new AcceptedCodecs(codecs(video), codecs(audio)));

    assertThat(agreed.media())
        .extracting(AgreedMedia::payloadType)
        .containsExactlyInAnyOrder(videoPayloadType, audioPayloadType);
  }

  @Test
  void takesTheProfilesThatEveryPlayerHas() {
    String vp9 =
        Offers.video("a=rtpmap:97 VP9/90000", "a=fmtp:97 profile-id=2", "a=rtpmap:98 VP9/90000")
            .replace("SAVPF 96", "SAVPF 96 97 98");
    String h265 =
        Offers.video(
                "a=rtpmap:97 H265/90000",
                "a=fmtp:97 profile-id=2;tier-flag=0",
                "a=rtpmap:98 H265/90000",
                "a=fmtp:98 level-id=93;profile-id=1;tier-flag=0;tx-mode=SRST")
            .replace("SAVPF 96", "SAVPF 96 97 98");

    assertThat(section(agree(vp9, only(MediaCodec.VP9)), 0).payloadType()).isEqualTo(98);
    AgreedMedia taken = section(agree(h265, only(MediaCodec.H265)), 0);
    assertThat(taken.payloadType()).isEqualTo(98);
    assertThat(taken.fmtp()).isEqualTo("level-id=93;profile-id=1;tier-flag=0;tx-mode=SRST");
  }

  @Test
  void knowsTheStaticPayloadTypesOfG711() {
    String offer =
        Offers.video()
            .replace("m=video 9 UDP/TLS/RTP/SAVPF 96", "m=audio 9 UDP/TLS/RTP/SAVPF 8 0")
            .replace("a=rtpmap:96 H264/90000\n", "");

    AgreedMedia taken =
        section(agree(offer, new AcceptedCodecs(List.of(), List.of(MediaCodec.PCMU))), 0);
    assertThat(taken.payloadType()).isZero();
    assertThat(taken.codec()).isEqualTo(MediaCodec.PCMU);
  }

  @Test
  void namesWhatItWouldHaveTaken() {
    Negotiation refused =
        Negotiation.of(
            Offers.video(), new AcceptedCodecs(List.of(MediaCodec.AV1, MediaCodec.VP9), List.of()));

    assertThat(refused)
        .isEqualTo(
            new Negotiation.Unprocessable(
                "the offer does not have AV1 or VP9, which this process takes"));
  }

  private static List<MediaCodec> codecs(String names) {
    return Arrays.stream(names.split(" ")).map(MediaCodec::valueOf).toList();
  }

  private static AcceptedCodecs only(MediaCodec video) {
    return new AcceptedCodecs(List.of(video), List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"recvonly", "inactive"})
  void refusesSectionsThatDoNotSend(String direction) {
    assertThat(refuse(Offers.obs().replace("a=sendonly", "a=" + direction)))
        .isInstanceOf(Negotiation.Malformed.class);
  }

  @Test
  void refusesASecondVideoSection() {
    String offer = Offers.obs();
    String second = offer.substring(offer.indexOf("m=video")).replace("mid:1", "mid:2");

    assertThat(refuse((offer + second).replace("BUNDLE 0 1", "BUNDLE 0 1 2")))
        .isEqualTo(new Negotiation.Unprocessable("the offer has more than one video section"));
  }

  @Test
  void refusesAnOfferWithoutACommonCodec() {
    assertThat(Negotiation.of(Offers.obs(), VP8_AND_OPUS))
        .isEqualTo(
            new Negotiation.Unprocessable("the offer does not have VP8, which this process takes"));
  }

  @Test
  void refusesAudioWhereTheProcessTakesNone() {
    assertThat(
            Negotiation.of(Offers.obs(), new AcceptedCodecs(List.of(MediaCodec.H264), List.of())))
        .isEqualTo(new Negotiation.Unprocessable("this process takes no audio"));
  }

  @Test
  void refusesDataChannels() {
    String offer = Offers.video("m=application 9 UDP/DTLS/SCTP webrtc-datachannel", "a=mid:d");

    assertThat(refuse(offer)).isInstanceOf(Negotiation.Unprocessable.class);
  }

  @Test
  void refusesOnePayloadTypeForBothSections() {
    String offer = Offers.obs().replace("111", "96");

    assertThat(refuse(offer)).isInstanceOf(Negotiation.Malformed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "a=ice-pwd:, a=x-pwd:, ice-pwd",
    "a=fingerprint:, a=x-fingerprint:, fingerprint",
    "a=setup:actpass, a=setup:holdconn, setup",
    "a=group:BUNDLE, a=group:LS, BUNDLE",
    "a=mid:1, a=mid:0, mid",
    "v=0, v=1, v=0",
    "m=video 9, m=video x, port",
    "t=0 0, t, <type>=<value>",
  })
  void saysWhatIsWrongWithAMalformedOffer(String from, String to, String named) {
    Negotiation negotiation = refuse(Offers.obs().replace(from, to));

    assertThat(negotiation).isInstanceOf(Negotiation.Malformed.class);
    assertThat(((Negotiation.Refused) negotiation).detail()).contains(named);
  }

  @ParameterizedTest
  @CsvSource({
    "a=rtcp-mux, a=x-mux, rtcp-mux",
    "UDP/TLS/RTP/SAVPF, RTP/AVP, DTLS-SRTP",
    "m=video 9, m=video 0, port 0",
  })
  void saysWhatItDoesNotTake(String from, String to, String named) {
    Negotiation negotiation = refuse(Offers.obs().replace(from, to));

    assertThat(negotiation).isInstanceOf(Negotiation.Unprocessable.class);
    assertThat(((Negotiation.Refused) negotiation).detail()).contains(named);
  }

  @Test
  void refusesEmptyAndOverlongOffers() {
    assertThat(refuse("")).isInstanceOf(Negotiation.Malformed.class);
    assertThat(refuse("v=0\r\ns=-\r\n")).isInstanceOf(Negotiation.Unprocessable.class);
    assertThat(refuse(Offers.obs() + "a=x\r\n".repeat(SdpText.MAX_LINES)))
        .isInstanceOf(Negotiation.Malformed.class);
    assertThat(refuse("v=0\n" + "x".repeat(SdpText.MAX_CHARS)))
        .isInstanceOf(Negotiation.Malformed.class);
  }

  @Test
  void takesLinesEndingInLineFeedAlone() {
    assertThat(agree(Offers.obs().replace("\r\n", "\n"), H264_AND_OPUS).media()).hasSize(2);
  }

  private static Negotiation refuse(String offer) {
    Negotiation negotiation = Negotiation.of(offer, H264_AND_OPUS);
    assertThat(negotiation).isInstanceOf(Negotiation.Refused.class);
    return negotiation;
  }

  private static Agreement agree(String offer, AcceptedCodecs accepted) {
    return switch (Negotiation.of(offer, accepted)) {
      case Negotiation.Agreed(Agreement agreement) -> agreement;
      case Negotiation.Refused refused -> throw new AssertionError(refused.detail());
    };
  }

  private static AgreedMedia section(Agreement agreement, int index) {
    return agreement.media().get(index);
  }
}
