package io.sluice.worker.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Writes the answer: every section of the offer in its order, receive-only, all in one bundle,
/// with every candidate inside (RFC 9725 §4.2, §4.4).
public final class AnswerWriter {
  private final StringBuilder sdp = new StringBuilder(2_048);
  private final Agreement agreement;
  private final LocalTransport transport;

  private AnswerWriter(Agreement agreement, LocalTransport transport) {
    this.agreement = agreement;
    this.transport = transport;
  }

  public static String write(Agreement agreement, LocalTransport transport) {
    AnswerWriter writer = new AnswerWriter(agreement, transport);
    writer.session();
    for (int i = 0; i < agreement.media().size(); i++) {
      writer.media(agreement.media().get(i), i == 0);
    }
    return writer.sdp.toString();
  }

  private void session() {
    line("v=0");
    line("o=- " + transport.sessionNumber() + " 1 IN IP4 127.0.0.1");
    line("s=-");
    line("t=0 0");
    if (agreement.bundled()) {
      line(
          agreement.media().stream()
              .map(AgreedMedia::mid)
              .collect(Collectors.joining(" ", "a=group:BUNDLE ", "")));
    }
    line("a=ice-lite");
    if (agreement.mixedExtensionForms()) {
      line("a=extmap-allow-mixed");
    }
  }

  private void media(AgreedMedia media, boolean tagged) {
    InetSocketAddress first = transport.candidates().getFirst();
    String formats =
        media.payloadType()
            + (media.rtxPayloadType().isPresent() ? " " + media.rtxPayloadType().getAsInt() : "");
    line(
        "m="
            + media.kind().sdpName()
            + " "
            + first.getPort()
            + " "
            + media.protocol()
            + " "
            + formats);
    line("c=IN " + family(first.getAddress()) + " " + first.getAddress().getHostAddress());
    if (!media.mid().isEmpty()) {
      line("a=mid:" + media.mid());
    }
    line("a=recvonly");
    transport();
    line("a=rtcp-mux");
    line("a=rtcp-mux-only");
    if (media.reducedSizeRtcp()) {
      line("a=rtcp-rsize");
    }
    new TreeMap<>(media.extensions())
        .forEach((extension, id) -> line("a=extmap:" + id + " " + extension.uri()));
    formats(media);
    media
        .rid()
        .ifPresent(rid -> {
          line("a=rid:" + rid + " recv");
          line("a=simulcast:recv " + rid);
        });
    if (tagged) {
      HostCandidateLines.of(transport).forEach(this::line);
    }
  }

  /// In each section, as libwebrtc does, though the tagged one would do (RFC 9143 §7.3.1): some
  /// clients ask for it.
  private void transport() {
    line("a=ice-ufrag:" + transport.ice().ufrag());
    line("a=ice-pwd:" + transport.ice().pwd());
    line("a=fingerprint:" + transport.fingerprint());
    line("a=setup:" + agreement.ourSetup().sdpName());
  }

  private void formats(AgreedMedia media) {
    int payloadType = media.payloadType();
    line("a=rtpmap:" + payloadType + " " + media.codec().rtpmap());
    if (!media.fmtp().isEmpty()) {
      line("a=fmtp:" + payloadType + " " + media.fmtp());
    }
    for (Feedback feedback : new TreeSet<>(media.feedback())) {
      line("a=rtcp-fb:" + payloadType + " " + feedback.sdpName());
    }
    media
        .rtxPayloadType()
        .ifPresent(rtx -> {
          line("a=rtpmap:" + rtx + " rtx/" + media.codec().clockRateHz());
          line("a=fmtp:" + rtx + " apt=" + payloadType);
        });
  }

  private static String family(InetAddress address) {
    return address instanceof Inet6Address ? "IP6" : "IP4";
  }

  private void line(String text) {
    sdp.append(text).append("\r\n");
  }
}
