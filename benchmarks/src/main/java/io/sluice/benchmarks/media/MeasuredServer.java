package io.sluice.benchmarks.media;

import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.peer.MediaNetwork;
import io.sluice.worker.peer.MediaServer;
import io.sluice.worker.peer.MediaServerConfig;
import io.sluice.worker.peer.OfferRefusedException;
import io.sluice.worker.peer.PublisherSession;
import io.sluice.worker.sdp.AcceptedCodecs;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.srtp.SrtpProfile;
import io.sluice.worker.testing.TestPublisher;
import io.sluice.worker.udp.DatagramIo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The product: a media server of one event loop with one session and one set of legs a stream,
/// each brought up by real ICE and DTLS; the publishers are then handed over to the load.
final class MeasuredServer implements AutoCloseable {
  /// Of the header extension with the transport-wide sequence number, in each offer.
  static final int TRANSPORT_CC_ID = 3;

  private static final String TRANSPORT_CC =
      """
      a=extmap:%d http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
      a=rtcp-fb:100 transport-cc
      """
          .formatted(TRANSPORT_CC_ID);

  private final MediaServer server;
  private final List<Integer> sinkPorts;
  private final List<IngestLegs> legs = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();

  /// @param sinkPorts a stream each
  MeasuredServer(DatagramIo io, List<Integer> sinkPorts) {
    this.server = MediaServer.start(MediaServerConfig.usual(MediaNetwork.loopback().withIo(io)));
    this.sinkPorts = List.copyOf(sinkPorts);
  }

  int port() {
    return server.candidates().getFirst().getPort();
  }

  /// Opens sessions until there are so many.
  ///
  /// @return whether any had to be opened
  boolean open(int streams) {
    List<TestPublisher> publishers = new ArrayList<>();
    for (int i = rows.size(); i < streams; i++) {
      publishers.add(connect(sinkPorts.get(i)));
    }
    // All at once: what is opened meanwhile must not get a port that was given free.
    for (TestPublisher publisher : publishers) {
      rows.add(row(publisher.handOver(), sinkPorts.get(rows.size())));
    }
    return !publishers.isEmpty();
  }

  /// What the load and the baselines must know of the streams; `streams.h` has the columns.
  Path writeTable(Path file) throws IOException {
    return Files.write(file, rows);
  }

  @Override
  public void close() {
    server.close();
    legs.forEach(IngestLegs::close);
  }

  private TestPublisher connect(int sinkPort) {
    IngestLegs ffmpeg =
        IngestLegs.open(LegPlan.adjacent(sinkPort, MediaCodec.VP8, 96, MediaCodec.OPUS, 111));
    legs.add(ffmpeg);
    ffmpeg.ffmpegListens();
    TestPublisher publisher = TestPublisher.open();
    String offer = publisher.offer("VP8/90000", "actpass") + TRANSPORT_CC;
    publisher.connect(accept(offer, ffmpeg).answerSdp());
    return publisher;
  }

  private PublisherSession accept(String offer, IngestLegs ffmpeg) {
    try {
      PublisherSession session =
          server.accept(
              offer, "benchmark", AcceptedCodecs.only(ffmpeg.plan().choice()), new Unheard());
      session.switchTo(ffmpeg);
      return session;
    } catch (OfferRefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String row(TestPublisher.HandedOver publisher, int sinkPort) {
    if (publisher.keys().profile() != SrtpProfile.AEAD_AES_128_GCM) {
      throw new IllegalStateException("measured is AEAD_AES_128_GCM only");
    }
    HexFormat hex = HexFormat.of();
    return "%d %d %x %d %s %s %s"
        .formatted(
            publisher.localPort(),
            sinkPort,
            TestPublisher.VIDEO_SSRC,
            TestPublisher.VIDEO_PT,
            hex.formatHex(publisher.keys().key()),
            hex.formatHex(publisher.keys().salt()),
            hex.formatHex(publisher.check()));
  }
}
