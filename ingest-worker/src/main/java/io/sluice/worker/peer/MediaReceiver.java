package io.sluice.worker.peer;

import io.sluice.worker.legs.Forwarding;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.LegOutput;
import io.sluice.worker.legs.PublisherFeed;
import io.sluice.worker.legs.PublisherMedia;
import io.sluice.worker.rtp.PacketKind;
import io.sluice.worker.rtp.PictureSize;
import io.sluice.worker.rtp.RtcpPacket;
import io.sluice.worker.rtp.RtcpReader;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.rtp.TransportFeedback;
import io.sluice.worker.sdp.AgreedMedia;
import io.sluice.worker.sdp.Agreement;
import io.sluice.worker.sdp.MediaKind;
import io.sluice.worker.srtp.SrtpResult;
import io.sluice.worker.srtp.SrtpSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Media of one session, from the encrypted datagram to the legs, and the feedback back.
///
/// Nothing is counted, learned or acknowledged before it is authenticated.
///
/// Thread: the event loop.
final class MediaReceiver implements IncomingStream.Delivery {
  private static final long LEG_REPORT_NANOS = 1_000_000_000L;

  private final SrtpSession srtp;
  private final List<IncomingStream> streams;
  private final TransportFeedback arrivals = new TransportFeedback();
  private final ReceiverFeedback feedback;
  private final PublisherMedia sends;
  private final Tally tally;
  private final LegOutput output;
  private final FirstPicture onFirst;
  private final RtpPacket packet = new RtpPacket();
  private final byte[] compound =
      new byte[ReceiverFeedback.MAX_COMPOUND_BYTES + SrtpSession.MAX_TRAILER_BYTES];
  private PublisherFeed feed;
  private boolean forwardedAny;
  private boolean receivedAny;
  private long lastMediaNanos;
  private long legReportAt;

  /// Hears of the first packet written to FFmpeg.
  @FunctionalInterface
  interface FirstPicture {
    /// @param size null without video
    void written(@Nullable PictureSize size, long nowNanos);
  }

  /// Sends an encrypted packet to the publisher.
  @FunctionalInterface
  interface Outgoing {
    void send(byte[] buffer, int length);
  }

  MediaReceiver(
      SrtpSession srtp,
      Agreement agreement,
      @Nullable IngestLegs legs,
      int ourSsrc,
      PeerServices services,
      Outgoing outgoing,
      FirstPicture onFirst,
      long nowNanos) {
    this.srtp = srtp;
    this.tally = services.tally();
    this.output = services.loop().legs();
    this.onFirst = onFirst;
    this.streams =
        agreement.media().stream()
            .map(media -> new IncomingStream(media, this, keyFrames(services, nowNanos)))
            .toList();
    this.sends =
        new PublisherMedia(has(agreement, MediaKind.VIDEO), has(agreement, MediaKind.AUDIO));
    this.feed = legs == null ? PublisherFeed.TO_NOWHERE : legs.attach(sends, output);
    this.legReportAt = nowNanos;
    this.lastMediaNanos = nowNanos;
    this.feedback =
        new ReceiverFeedback(
            ourSsrc,
            streams,
            arrivals,
            tally,
            (buffer, length) -> protect(buffer, length, outgoing),
            nowNanos);
  }

  private static KeyFrameRequests keyFrames(PeerServices services, long nowNanos) {
    return new KeyFrameRequests(services.config().keyFrameInterval().toNanos(), nowNanos);
  }

  /// Decrypts in place and takes in.
  void datagram(byte[] buffer, int offset, int length, long nowNanos) {
    if (PacketKind.of(buffer, offset, length) == PacketKind.RTCP) {
      rtcp(buffer, offset, length, nowNanos);
    } else {
      rtp(buffer, offset, length, nowNanos);
    }
  }

  /// Everything that is due by time.
  void tick(long nowNanos) {
    for (IncomingStream stream : streams) {
      stream.tick(nowNanos);
    }
    feedback.tick(feed.awaitsKeyFrame(), nowNanos);
    if (nowNanos - legReportAt >= LEG_REPORT_NANOS) {
      legReportAt = nowNanos;
      feed.sendReports();
    }
  }

  void switchTo(IngestLegs legs) {
    feed = legs.attach(sends, output);
  }

  boolean receivedAny() {
    return receivedAny;
  }

  long silentNanos(long nowNanos) {
    return nowNanos - lastMediaNanos;
  }

  MediaStatistics statistics() {
    MediaStatistics sum = MediaStatistics.NONE;
    for (IncomingStream stream : streams) {
      sum = sum.plus(stream.statistics());
    }
    return sum;
  }

  void close() {
    srtp.close();
  }

  @Override
  public void deliver(MediaKind kind, RtpPacket media, long nowNanos) {
    if (feed.packet(kind, media, nowNanos) == Forwarding.FORWARDED) {
      tally.packetsForwarded.increment();
      // H265 may announce the size in the second packet.
      boolean begun = !sends.video() || feed.pictureSize() != null || media.marker();
      if (!forwardedAny && begun) {
        forwardedAny = true;
        onFirst.written(feed.pictureSize(), nowNanos);
      }
    }
  }

  @Override
  public void padding(MediaKind kind, RtpPacket padding) {
    feed.padding(kind, padding);
  }

  private void rtp(byte[] buffer, int offset, int length, long nowNanos) {
    if (srtp.unprotectRtp(buffer, offset, length) != SrtpResult.OK
        || !packet.wrap(buffer, offset, srtp.resultLength())) {
      tally.dropped(DropReason.SRTP_NOT_AUTHENTIC);
      return;
    }
    for (IncomingStream stream : streams) {
      AgreedMedia media = stream.media();
      int payloadType = packet.payloadType();
      if (payloadType == media.payloadType()) {
        media(stream, nowNanos);
        return;
      }
      if (media.rtxPayloadType().isPresent() && payloadType == media.rtxPayloadType().getAsInt()) {
        retransmission(stream, nowNanos);
        return;
      }
    }
    tally.dropped(DropReason.STREAM_UNKNOWN);
  }

  private void media(IncomingStream stream, long nowNanos) {
    int transportSequence = stream.transportSequence(packet);
    if (!stream.receive(packet, nowNanos)) {
      tally.dropped(DropReason.STREAM_UNKNOWN);
      return;
    }
    receivedAny = true;
    lastMediaNanos = nowNanos;
    acknowledge(transportSequence, nowNanos);
  }

  private void retransmission(IncomingStream stream, long nowNanos) {
    int transportSequence = stream.transportSequence(packet);
    acknowledge(transportSequence, nowNanos);
    if (stream.hasSource()
        && packet.restoreFromRtx(stream.ssrc(), stream.media().payloadType())
        && stream.repair(packet, nowNanos)) {
      tally.packetsRepaired.increment();
    }
  }

  private void acknowledge(int transportSequence, long nowNanos) {
    if (transportSequence >= 0) {
      arrivals.received(transportSequence, nowNanos);
    }
  }

  /// BYE is not acted on: the session ends by DTLS, by consent, or by DELETE.
  private void rtcp(byte[] buffer, int offset, int length, long nowNanos) {
    if (srtp.unprotectRtcp(buffer, offset, length) != SrtpResult.OK) {
      tally.dropped(DropReason.SRTP_NOT_AUTHENTIC);
      return;
    }
    for (RtcpPacket report : RtcpReader.read(buffer, offset, srtp.resultLength())) {
      if (report instanceof RtcpPacket.SenderReport senderReport) {
        senderReport(senderReport, nowNanos);
      }
    }
  }

  private void senderReport(RtcpPacket.SenderReport report, long nowNanos) {
    for (IncomingStream stream : streams) {
      if (stream.isFrom(report.ssrc())) {
        stream.senderReport(report.ntpTime(), nowNanos);
        feed.senderReport(
            stream.media().kind(), report.ssrc(), report.ntpTime(), report.rtpTimestamp());
      }
    }
  }

  private void protect(byte[] buffer, int length, Outgoing outgoing) {
    System.arraycopy(buffer, 0, compound, 0, length);
    if (srtp.protectRtcp(compound, 0, length) == SrtpResult.OK) {
      outgoing.send(compound, srtp.resultLength());
    }
  }

  private static boolean has(Agreement agreement, MediaKind kind) {
    return agreement.media().stream().anyMatch(media -> media.kind() == kind);
  }
}
