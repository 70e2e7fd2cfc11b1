package io.sluice.worker.peer.media;

import io.sluice.worker.legs.Forwarding;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.LegOutput;
import io.sluice.worker.legs.PublisherFeed;
import io.sluice.worker.legs.PublisherMedia;
import io.sluice.worker.peer.tally.DropReason;
import io.sluice.worker.peer.tally.Tally;
import io.sluice.worker.reception.PacketPool;
import io.sluice.worker.reception.Reception;
import io.sluice.worker.reception.ReceptionFigures;
import io.sluice.worker.rtp.PacketKind;
import io.sluice.worker.rtp.PictureSize;
import io.sluice.worker.rtp.RtcpPacket;
import io.sluice.worker.rtp.RtcpReader;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.sdp.Agreement;
import io.sluice.worker.sdp.MediaKind;
import io.sluice.worker.srtp.SrtpResult;
import io.sluice.worker.srtp.SrtpSession;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Media of one session, from the encrypted datagram to the legs, and the feedback back.
///
/// Nothing is counted, learned or acknowledged before it is authenticated.
///
/// Thread: the event loop.
public final class MediaReceiver implements Reception.Delivery {
  private static final long LEG_REPORT_NANOS = 1_000_000_000L;

  private static final int MAX_COMPOUND_BYTES = 1_500;

  private final SrtpSession srtp;
  private final NewSources newSources = new NewSources();
  private final Reception reception;
  private final PublisherMedia sends;
  private final Tally tally;
  private final LegOutput output;
  private final FirstPicture onFirst;
  private final Outgoing outgoing;
  private final RtpPacket packet = new RtpPacket();
  private final byte[] compound = new byte[MAX_COMPOUND_BYTES];
  private PublisherFeed feed;

  // Written by the loop once a second, read by any.
  private volatile @Nullable ReceptionFigures figures;

  private boolean forwardedAny;
  private boolean receivedAny;
  private long now;
  private long lastMediaNanos;
  private long legReportAt;
  private boolean calm;
  private long restsUntil;
  private long unusable;

  /// Hears of the first packet written to FFmpeg.
  @FunctionalInterface
  public interface FirstPicture {
    /// @param size null without video
    void written(@Nullable PictureSize size, long nowNanos);
  }

  /// Sends an encrypted packet to the publisher.
  @FunctionalInterface
  public interface Outgoing {
    void send(byte[] buffer, int length);
  }

  /// What the session shares with others.
  ///
  /// @param legs of the loop that it lives on
  /// @param pool of that loop
  /// @param keyFrameInterval after which a key frame is asked for where none came
  public record Surroundings(
      LegOutput legs, PacketPool pool, Tally tally, Duration keyFrameInterval) {}

  public MediaReceiver(
      SrtpSession srtp,
      Agreement agreement,
      @Nullable IngestLegs legs,
      int ourSsrc,
      Surroundings around,
      Outgoing outgoing,
      FirstPicture onFirst,
      long nowNanos) {
    this.srtp = srtp;
    this.tally = around.tally();
    this.output = around.legs();
    this.onFirst = onFirst;
    this.outgoing = outgoing;
    this.sends =
        new PublisherMedia(has(agreement, MediaKind.VIDEO), has(agreement, MediaKind.AUDIO));
    this.feed = legs == null ? PublisherFeed.TO_NOWHERE : legs.attach(sends, output);
    this.now = nowNanos;
    this.legReportAt = nowNanos;
    this.lastMediaNanos = nowNanos;
    this.reception =
        new Reception(
            new Reception.Receiver(
                ourSsrc, around.keyFrameInterval(), tally.reception, around.pool()),
            agreement.media(),
            this,
            this::protect,
            nowNanos);
  }

  /// Decrypts in place and takes in.
  public void datagram(byte[] buffer, int offset, int length, long nowNanos) {
    now = nowNanos;
    if (PacketKind.of(buffer, offset, length) == PacketKind.RTCP) {
      rtcp(buffer, offset, length, nowNanos);
    } else {
      rtp(buffer, offset, length, nowNanos);
    }
  }

  /// Whether nothing can be due yet: all came in order and went on, and the last [#tick] is not
  /// long ago. Reading the state of each of hundreds of sessions at every tick would cost more than
  /// any of what is found there.
  public boolean rests(long nowNanos) {
    return calm && nowNanos - restsUntil < 0;
  }

  /// Everything that is due by time.
  public void tick(long nowNanos) {
    now = nowNanos;
    reception.tick(feed.awaitsKeyFrame(), nowNanos);
    calm = reception.isCalm() && feed.flows();
    restsUntil = nowNanos + reception.restNanos(nowNanos);
    if (nowNanos - legReportAt >= LEG_REPORT_NANOS) {
      legReportAt = nowNanos;
      feed.sendReports();
      figures = receivedAny ? reception.figures() : null;
    }
  }

  public void switchTo(IngestLegs legs) {
    feed = legs.attach(sends, output);
    calm = false;
  }

  public boolean receivedAny() {
    return receivedAny;
  }

  public long silentNanos(long nowNanos) {
    return nowNanos - lastMediaNanos;
  }

  public long packetsReceived() {
    return reception.packetsReceived();
  }

  public long packetsLost() {
    return reception.packetsLost();
  }

  public long bytesReceived() {
    return reception.bytesReceived();
  }

  /// How media comes in, at most a second old; null before the first.
  ///
  /// Thread: any.
  public @Nullable ReceptionFigures figures() {
    return figures;
  }

  /// Key frames that came whole.
  public long keyFrames() {
    return reception.keyFrames();
  }

  /// Datagrams of media that were not authentic, or of no stream of the answer.
  public long unusable() {
    return unusable;
  }

  public void close() {
    srtp.close();
  }

  @Override
  public void deliver(MediaKind kind, RtpPacket media, long arrivalNanos) {
    if (feed.packet(kind, media, arrivalNanos) == Forwarding.FORWARDED) {
      tally.packetsForwarded.increment();
      if (!forwardedAny) {
        first(media);
      }
    }
  }

  /// H265 may announce the size in the second packet.
  private void first(RtpPacket media) {
    if (!sends.video() || feed.pictureSize() != null || media.marker()) {
      forwardedAny = true;
      onFirst.written(feed.pictureSize(), now);
    }
  }

  private void rtp(byte[] buffer, int offset, int length, long nowNanos) {
    if (!reception.takes(RtpPacket.payloadTypeOf(buffer, offset))) {
      unusable(DropReason.STREAM_UNKNOWN);
      return;
    }
    int ssrc = RtpPacket.ssrcOf(buffer, offset);
    boolean derivable = srtp.knowsRtp(ssrc) || newSources.mayTry(ssrc, nowNanos);
    if (!derivable
        || srtp.unprotectRtp(buffer, offset, length) != SrtpResult.OK
        || !packet.wrap(buffer, offset, srtp.resultLength())) {
      unusable(DropReason.SRTP_NOT_AUTHENTIC);
      return;
    }
    if (reception.receive(packet, nowNanos)) {
      receivedAny = true;
      lastMediaNanos = nowNanos;
      calm &= reception.isCalm();
    } else {
      unusable(DropReason.STREAM_UNKNOWN);
    }
  }

  private void unusable(DropReason reason) {
    unusable++;
    tally.dropped(reason);
  }

  /// BYE is not acted on: the session ends by DTLS, by consent, or by DELETE.
  private void rtcp(byte[] buffer, int offset, int length, long nowNanos) {
    int ssrc = RtcpPacket.ssrcOf(buffer, offset);
    boolean derivable = srtp.knowsRtcp(ssrc) || newSources.mayTry(ssrc, nowNanos);
    if (!derivable || srtp.unprotectRtcp(buffer, offset, length) != SrtpResult.OK) {
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
    MediaKind kind = reception.senderReport(report, nowNanos);
    if (kind != null) {
      feed.senderReport(kind, report.ssrc(), report.ntpTime(), report.rtpTimestamp());
    }
  }

  private void protect(byte[] buffer, int length) {
    System.arraycopy(buffer, 0, compound, 0, length);
    if (srtp.protectRtcp(compound, 0, length) == SrtpResult.OK) {
      outgoing.send(compound, srtp.resultLength());
    }
  }

  private static boolean has(Agreement agreement, MediaKind kind) {
    return agreement.media().stream().anyMatch(media -> media.kind() == kind);
  }
}
