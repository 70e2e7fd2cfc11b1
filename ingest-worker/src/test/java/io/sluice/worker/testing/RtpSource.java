package io.sluice.worker.testing;

import io.sluice.worker.legs.PublisherFeed;
import io.sluice.worker.rtp.RtcpPacket;
import io.sluice.worker.rtp.RtcpReader;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.sdp.MediaKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A publisher behind SRTP: a real ffmpeg makes the media, and its RTP and RTCP are fed to the legs
/// under numbers of the test's choosing.
///
/// Thread: one at a time.
public final class RtpSource implements AutoCloseable {
  private static final int MAX_DATAGRAM_BYTES = 2_048;
  private static final int POLL_MILLIS = 50;
  private static final long FIRST_NTP_TIME = 3_950_000_000L << 32;

  /// @param firstSequence of both streams
  /// @param firstTimestamp of both streams
  /// @param reports whether sender reports come through
  public record Numbers(int ssrc, int firstSequence, int firstTimestamp, boolean reports) {}

  private final Selector selector;
  private final List<DatagramChannel> channels = new ArrayList<>();
  private final Numbers numbers;
  private final Map<MediaKind, Integer> sequenceDeltas = new EnumMap<>(MediaKind.class);
  private final Map<MediaKind, Integer> timestampDeltas = new EnumMap<>(MediaKind.class);
  private final RtpPacket packet = new RtpPacket();
  private long firstNanos;
  private long lastNanos;

  private record Stream(MediaKind kind, boolean rtcp) {}

  public RtpSource(Numbers numbers) throws IOException {
    this.numbers = numbers;
    this.selector = Selector.open();
  }

  /// Feeds that many seconds of H264 and Opus.
  ///
  /// @return [System#nanoTime] of the last packet
  public long publish(PublisherFeed feed, String size, int seconds) throws Exception {
    int[] ports = {open(MediaKind.VIDEO), open(MediaKind.AUDIO)};
    Process ffmpeg = new ProcessBuilder(command(size, seconds, ports)).inheritIO().start();
    try {
      while (ffmpeg.isAlive()) {
        selector.select(POLL_MILLIS);
        for (SelectionKey key : selector.selectedKeys()) {
          take(feed, (Stream) key.attachment(), (DatagramChannel) key.channel());
        }
        selector.selectedKeys().clear();
        feed.sendReports();
      }
    } finally {
      ffmpeg.destroyForcibly();
    }
    return lastNanos;
  }

  /// [System#nanoTime] of the first packet.
  public long firstNanos() {
    return firstNanos;
  }

  @Override
  public void close() throws IOException {
    for (DatagramChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }

  private static List<String> command(String size, int seconds, int[] ports) {
    return List.of(
        ("ffmpeg -nostdin -v error -re -f lavfi -i testsrc2=s=%s:r=25 -re -f lavfi -i"
                + " sine=sample_rate=48000 -t %d -map 0:v -c:v libx264 -preset ultrafast -tune"
                + " zerolatency -g 12 -pix_fmt yuv420p -f rtp -payload_type 96"
                + " rtp://127.0.0.1:%d?pkt_size=1200 -t %d -map 1:a -ac 2 -c:a libopus -f rtp"
                + " -payload_type 111 rtp://127.0.0.1:%d?pkt_size=1200")
            .formatted(size, seconds, ports[0], seconds, ports[1])
            .split(" "));
  }

  /// An RTP port with its RTCP port above.
  private int open(MediaKind kind) throws IOException {
    while (true) {
      DatagramChannel rtp = bind(0);
      int port = ((InetSocketAddress) rtp.getLocalAddress()).getPort();
      try {
        register(bind(port + 1), new Stream(kind, true));
        register(rtp, new Stream(kind, false));
        return port;
      } catch (IOException taken) {
        rtp.close();
      }
    }
  }

  private static DatagramChannel bind(int port) throws IOException {
    return DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", port));
  }

  private void register(DatagramChannel channel, Stream stream) throws IOException {
    channels.add(channel);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, stream);
  }

  private void take(PublisherFeed feed, Stream stream, DatagramChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(MAX_DATAGRAM_BYTES);
    while (channel.receive(buffer.clear()) != null) {
      if (stream.rtcp) {
        report(feed, stream.kind, buffer);
      } else if (packet.wrap(buffer.array(), 0, buffer.position())) {
        media(feed, stream.kind);
      }
    }
  }

  private void media(PublisherFeed feed, MediaKind kind) {
    int sequenceDelta =
        sequenceDeltas.computeIfAbsent(kind, k -> numbers.firstSequence - packet.sequenceNumber());
    int timestampDelta =
        timestampDeltas.computeIfAbsent(kind, k -> numbers.firstTimestamp - packet.rtpTimestamp());
    packet.setSequenceNumber((packet.sequenceNumber() + sequenceDelta) & 0xffff);
    packet.setRtpTimestamp(packet.rtpTimestamp() + timestampDelta);
    packet.setSsrc(ssrc(kind));
    lastNanos = System.nanoTime();
    if (firstNanos == 0) {
      firstNanos = lastNanos;
    }
    feed.packet(kind, packet, lastNanos);
  }

  private void report(PublisherFeed feed, MediaKind kind, ByteBuffer buffer) {
    Integer delta = timestampDeltas.get(kind);
    if (!numbers.reports || delta == null) {
      return;
    }
    for (RtcpPacket report : RtcpReader.read(buffer.array(), 0, buffer.position())) {
      if (report instanceof RtcpPacket.SenderReport sent) {
        int timestamp = sent.rtpTimestamp() + delta;
        feed.senderReport(kind, ssrc(kind), ntpTime(kind, timestamp), timestamp);
      }
    }
  }

  /// Both streams begin at one moment; the reports of ffmpeg, which writes them apart, do not say
  /// so.
  private long ntpTime(MediaKind kind, int timestamp) {
    long clockRateHz = kind == MediaKind.VIDEO ? 90_000 : 48_000;
    long ticks = timestamp - numbers.firstTimestamp;
    return FIRST_NTP_TIME + (ticks << 32) / clockRateHz;
  }

  private int ssrc(MediaKind kind) {
    return numbers.ssrc + kind.ordinal();
  }
}
