package io.sluice.worker.testing;

import io.sluice.worker.dtls.DtlsIdentity;
import io.sluice.worker.dtls.DtlsOutcome;
import io.sluice.worker.dtls.DtlsRole;
import io.sluice.worker.dtls.DtlsTransport;
import io.sluice.worker.dtls.Fingerprint;
import io.sluice.worker.rtp.PacketKind;
import io.sluice.worker.rtp.RtcpPacket;
import io.sluice.worker.rtp.RtcpReader;
import io.sluice.worker.rtp.RtcpWriter;
import io.sluice.worker.srtp.RevealedKeys;
import io.sluice.worker.srtp.SrtpKeys;
import io.sluice.worker.srtp.SrtpResult;
import io.sluice.worker.srtp.SrtpSession;
import io.sluice.worker.stun.StunWriter;
import io.sluice.worker.stun.TransactionId;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A WebRTC publisher built from the worker's own STUN, DTLS and SRTP: every step by hand, so that
/// tests can leave one out or do it wrong.
///
/// Thread: the test's, and a reader of its own.
public final class TestPublisher implements AutoCloseable {
  public static final int VIDEO_SSRC = 0x1111_1111;
  public static final int AUDIO_SSRC = 0x2222_2222;
  public static final int RTX_SSRC = 0x3333_3333;
  public static final int VIDEO_PT = 100;
  public static final int AUDIO_PT = 101;
  public static final int RTX_PT = 102;
  private static final int RTCP_BYTES = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String PWD = "passwordOfTheTestPublisher";

  private final DtlsIdentity identity = DtlsIdentity.generate();
  private volatile PublisherLink link;
  private String ufrag = "tEsT";
  private final List<byte[]> stun = new CopyOnWriteArrayList<>();
  private final List<RtcpPacket> feedback = new CopyOnWriteArrayList<>();
  private final CompletableFuture<DtlsTransport> dtls = new CompletableFuture<>();
  private final CompletableFuture<SrtpSession> keyed = new CompletableFuture<>();
  private @Nullable Answer answer;
  private @Nullable DtlsRole role;
  private volatile boolean cutOff;

  private TestPublisher(PublisherLink link) {
    this.link = link;
    Thread.ofVirtual().name("test-publisher").start(() -> read(link));
  }

  public static TestPublisher open() {
    return open("127.0.0.1");
  }

  /// By UDP from that address, to the answer's first candidate of its family.
  public static TestPublisher open(String address) {
    try {
      return new TestPublisher(PublisherLink.Udp.open(InetAddress.ofLiteral(address)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// By TCP to a passive candidate (RFC 6544).
  public static TestPublisher openTcp(InetSocketAddress server) {
    try {
      return new TestPublisher(
          new PublisherLink.Tcp(new Socket(server.getAddress(), server.getPort())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// From now on everything comes from another port, as behind a NAT that forgot.
  public void changeAddress() {
    try {
      PublisherLink before = link;
      PublisherLink after = PublisherLink.Udp.open(before.localAddress());
      link = after;
      Thread.ofVirtual().name("test-publisher").start(() -> read(after));
      before.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What another program needs to go on in this publisher's place.
  ///
  /// @param localPort on 127.0.0.1
  /// @param keys under which it sends
  /// @param check a connectivity check that may be repeated
  public record HandedOver(int localPort, RevealedKeys keys, byte[] check) {}

  /// What a PATCH says to restart ICE; from here on checks are made under the new name.
  public String restartIce(String newUfrag) {
    ufrag = newUfrag;
    return "a=ice-ufrag:%s\r\na=ice-pwd:%s\r\n".formatted(newUfrag, PWD);
  }

  /// Takes the credentials that the answer to a restart brings.
  public void restarted(String fragment) {
    answer =
        new Answer(
            Answer.value(fragment, "a=ice-ufrag:"),
            Answer.value(fragment, "a=ice-pwd:"),
            answer().fingerprint(),
            answer().to());
  }

  /// Where the answer leads.
  private record Answer(String ufrag, String pwd, Fingerprint fingerprint, InetSocketAddress to) {
    static Answer parse(String sdp, PublisherLink link) {
      String[] candidate = candidate(sdp, link);
      return new Answer(
          value(sdp, "a=ice-ufrag:"),
          value(sdp, "a=ice-pwd:"),
          Fingerprint.parse(value(sdp, "a=fingerprint:")).orElseThrow(),
          new InetSocketAddress(candidate[4], Integer.parseInt(candidate[5])));
    }

    private static String[] candidate(String sdp, PublisherLink link) {
      boolean ipv6 = link.localAddress() instanceof Inet6Address;
      return sdp.lines()
          .filter(line -> line.startsWith("a=candidate:"))
          .map(line -> line.split(" "))
          .filter(parts -> parts[2].equals(link.protocol()) && parts[4].contains(":") == ipv6)
          .findFirst()
          .orElseThrow();
    }

    private static String value(String sdp, String prefix) {
      return sdp.lines()
          .filter(line -> line.startsWith(prefix))
          .findFirst()
          .orElseThrow()
          .substring(prefix.length());
    }
  }

  /// Video and Opus.
  ///
  /// @param videoRtpmap for example `VP8/90000`
  public String offer(String videoRtpmap, String setup) {
    return offer(videoRtpmap, setup, identity.fingerprint().toString());
  }

  public String offer(String videoRtpmap, String setup, String fingerprint) {
    return """
    v=0
    o=- 1 1 IN IP4 127.0.0.1
    s=-
    t=0 0
    a=group:BUNDLE a v
    m=audio 9 UDP/TLS/RTP/SAVPF 101
    c=IN IP4 0.0.0.0
    a=ice-ufrag:%1$s
    a=ice-pwd:%2$s
    a=fingerprint:%3$s
    a=setup:%4$s
    a=mid:a
    a=sendonly
    a=rtcp-mux
    a=rtpmap:101 opus/48000/2
    m=video 9 UDP/TLS/RTP/SAVPF 100 102
    c=IN IP4 0.0.0.0
    a=mid:v
    a=sendonly
    a=rtcp-mux
    a=rtpmap:100 %5$s
    a=fmtp:100 packetization-mode=1
    a=rtcp-fb:100 nack
    a=rtcp-fb:100 nack pli
    a=rtcp-fb:100 goog-remb
    a=rtpmap:102 rtx/90000
    a=fmtp:102 apt=100
    a=ssrc:%6$d cname:t
    """
        .formatted(ufrag, PWD, fingerprint, setup, videoRtpmap, VIDEO_SSRC);
  }

  /// All of it: checks, handshake as client or server, keys.
  public void connect(String answerSdp) {
    answered(answerSdp);
    check();
    startDtls(answerSdp.contains("a=setup:active") ? DtlsRole.SERVER : DtlsRole.CLIENT);
    awaitKeys();
  }

  public void answered(String answerSdp) {
    answer = Answer.parse(answerSdp, link);
  }

  /// One connectivity check with USE-CANDIDATE.
  public void check() {
    check(answer().pwd());
  }

  public void check(String password) {
    sendCheck(request(password, true));
  }

  /// One connectivity check that nominates nothing.
  public void probe() {
    sendCheck(request(answer().pwd(), false));
  }

  private void sendCheck(byte[] request) {
    sendRaw(request, request.length);
  }

  private byte[] request(String password, boolean useCandidate) {
    return StunWriter.request(
        TransactionId.random(ThreadLocalRandom.current()),
        answer().ufrag() + ":" + ufrag,
        password,
        1,
        1,
        useCandidate);
  }

  public void startDtls(DtlsRole role) {
    this.role = role;
    DtlsTransport transport =
        DtlsTransport.start(
            "test-dtls",
            new DtlsTransport.Config(role, identity, List.of(answer().fingerprint()), PATIENCE),
            (buffer, offset, length) ->
                sendRaw(Arrays.copyOfRange(buffer, offset, offset + length), length));
    transport.outcome().thenAccept(outcome -> keys(outcome, role));
    dtls.complete(transport);
  }

  /// The handshake's end, as this side sees it.
  public DtlsOutcome handshake() {
    return await(await(dtls).outcome());
  }

  public boolean heardCloseNotify() {
    return dtls.isDone() && dtls.join().ended().isDone();
  }

  public void video(int sequence, int timestamp, byte[] payload) {
    media(RtpDatagram.of(VIDEO_SSRC, VIDEO_PT, sequence, timestamp, true, payload));
  }

  public void audio(int sequence, int timestamp) {
    media(RtpDatagram.of(AUDIO_SSRC, AUDIO_PT, sequence, timestamp, false, MediaSamples.opus()));
  }

  /// A retransmission (RFC 4588 §4) of a video packet.
  public void rtx(int rtxSequence, int sequence, int timestamp, byte[] payload) {
    byte[] inside = new byte[2 + payload.length];
    inside[0] = (byte) (sequence >> 8);
    inside[1] = (byte) sequence;
    System.arraycopy(payload, 0, inside, 2, payload.length);
    media(RtpDatagram.of(RTX_SSRC, RTX_PT, rtxSequence, timestamp, true, inside));
  }

  public void senderReport(int ssrc, long ntpTime, int timestamp) {
    sendEncrypted(new RtcpWriter(RTCP_BYTES).senderReport(ssrc, ntpTime, timestamp, 1, 1));
  }

  /// A sender report and, in the same compound, the word that the source ends (RFC 3550 §6.6).
  public void senderReportAndBye(int ssrc, long ntpTime, int timestamp) {
    sendEncrypted(
        new RtcpWriter(RTCP_BYTES).senderReport(ssrc, ntpTime, timestamp, 1, 1).bye(ssrc));
  }

  /// Encrypts and sends.
  public void media(byte[] rtp) {
    byte[] datagram = encrypted(rtp);
    sendRaw(datagram, datagram.length);
  }

  /// What [#media] would send.
  public byte[] encrypted(byte[] rtp) {
    SrtpSession keys = awaitKeys();
    byte[] bytes = Arrays.copyOf(rtp, rtp.length + SrtpSession.MAX_TRAILER_BYTES);
    if (keys.protectRtp(bytes, 0, rtp.length) != SrtpResult.OK) {
      throw new IllegalStateException("RTP not protected");
    }
    return Arrays.copyOf(bytes, keys.resultLength());
  }

  private void sendEncrypted(RtcpWriter compound) {
    byte[] bytes = Arrays.copyOf(compound.buffer(), RTCP_BYTES);
    SrtpSession keys = awaitKeys();
    if (keys.protectRtcp(bytes, 0, compound.length()) != SrtpResult.OK) {
      throw new IllegalStateException("RTCP not protected");
    }
    sendRaw(bytes, keys.resultLength());
  }

  public void sendRaw(byte[] bytes, int length) {
    PublisherLink by = link;
    try {
      by.send(bytes, length, answer().to());
    } catch (IOException e) {
      if (!by.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Every STUN message that came.
  public List<byte[]> stun() {
    return List.copyOf(stun);
  }

  /// Every RTCP packet that came and could be decrypted.
  public List<RtcpPacket> feedback() {
    return List.copyOf(feedback);
  }

  public long keyFrameRequests() {
    return feedback.stream().filter(RtcpPacket.PictureLossIndication.class::isInstance).count();
  }

  /// Says close_notify.
  public void leave() {
    await(dtls).close();
    await(dtls.join().ended());
  }

  /// Frees the port without a word to the server, which goes on waiting for media from there.
  public HandedOver handOver() {
    if (!(handshake() instanceof DtlsOutcome.Connected(SrtpKeys keys, _))) {
      throw new IllegalStateException("no keys to hand over");
    }
    HandedOver handedOver =
        new HandedOver(
            link.localPort(),
            RevealedKeys.of(keys, role == DtlsRole.CLIENT),
            request(answer().pwd(), true));
    closeLink();
    return handedOver;
  }

  @Override
  public void close() {
    if (dtls.isDone()) {
      dtls.join().close();
    }
    closeLink();
  }

  private Answer answer() {
    if (answer == null) {
      throw new IllegalStateException("no answer yet");
    }
    return answer;
  }

  private void keys(DtlsOutcome outcome, DtlsRole role) {
    if (outcome instanceof DtlsOutcome.Connected(SrtpKeys keys, _)) {
      keyed.complete(SrtpSession.open(keys, role == DtlsRole.CLIENT));
    }
  }

  private SrtpSession awaitKeys() {
    return await(keyed);
  }

  private static <T> T await(CompletableFuture<T> future) {
    return future.copy().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /// Whether the server ended the connection (TCP).
  public boolean wasCutOff() {
    return cutOff;
  }

  private void read(PublisherLink from) {
    byte[] bytes = new byte[2_048];
    while (!from.isClosed()) {
      try {
        received(bytes, from.receive(bytes));
      } catch (EOFException _) {
        cutOff = true;
        return;
      } catch (IOException e) {
        cutOff = true;
        if (!from.isClosed() && from instanceof PublisherLink.Udp) {
          throw new UncheckedIOException(e);
        }
        return;
      }
    }
  }

  private void closeLink() {
    try {
      link.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void received(byte[] bytes, int length) {
    switch (PacketKind.of(bytes, 0, length)) {
      case STUN -> stun.add(Arrays.copyOf(bytes, length));
      case DTLS -> {
        byte[] copy = Arrays.copyOf(bytes, length);
        // A server that is the DTLS client may speak before this publisher does, or in vain.
        dtls.thenAccept(transport -> transport.receive(copy, 0, copy.length));
      }
      case RTCP -> rtcp(bytes, length);
      case RTP, UNKNOWN -> throw new IllegalStateException("the server sends no such packet");
    }
  }

  private void rtcp(byte[] bytes, int length) {
    SrtpSession keys = keyed.getNow(null);
    if (keys != null && keys.unprotectRtcp(bytes, 0, length) == SrtpResult.OK) {
      feedback.addAll(RtcpReader.read(bytes, 0, keys.resultLength()));
    }
  }
}
