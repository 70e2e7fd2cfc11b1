package io.sluice.worker.legs;

import io.sluice.worker.rtp.PictureSize;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.sdp.MediaKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One publisher's hold on the legs, until another publisher takes them over.
///
/// Packets of a stream must come in order; those missing between two leave a gap.
///
/// Thread: the loop of the output.
public final class PublisherFeed {
  /// Of a publisher for whom no FFmpeg was started yet.
  public static final PublisherFeed TO_NOWHERE = new PublisherFeed(null, null);

  private final @Nullable IngestLegs legs;
  private final @Nullable LegOutput output;

  /// @param output of the loop that the publisher lives on; null only together with the legs
  PublisherFeed(@Nullable IngestLegs legs, @Nullable LegOutput output) {
    this.legs = legs;
    this.output = output;
  }

  LegOutput output() {
    return Objects.requireNonNull(output, "a feed to nowhere");
  }

  /// Sends a packet on if its time has come. The packet is rewritten in place.
  ///
  /// @param nowNanos [System#nanoTime]
  public Forwarding packet(MediaKind kind, RtpPacket packet, long nowNanos) {
    return legs == null ? Forwarding.NOT_LISTENING : legs.forward(this, kind, packet, nowNanos);
  }

  /// What the publisher says of its clock (RFC 3550 §6.4.1); it aligns sound and picture.
  public void senderReport(MediaKind kind, int ssrc, long ntpTime, int rtpTimestamp) {
    if (legs != null) {
      legs.senderReport(this, kind, ssrc, ntpTime, rtpTimestamp);
    }
  }

  /// Sends the legs' own sender reports; to be called each second.
  public void sendReports() {
    if (legs != null) {
      legs.sendReports(this);
    }
  }

  /// Whether FFmpeg listens and no key frame has come yet.
  public boolean awaitsKeyFrame() {
    return legs != null && legs.awaitsKeyFrame(this);
  }

  /// Whether whatever comes goes on: FFmpeg listens, and has had a first key frame.
  public boolean flows() {
    return legs != null && legs.flows(this);
  }

  /// Size of the first picture that was sent on; null before it, and without video.
  public @Nullable PictureSize pictureSize() {
    return legs == null ? null : legs.pictureSize(this);
  }
}
