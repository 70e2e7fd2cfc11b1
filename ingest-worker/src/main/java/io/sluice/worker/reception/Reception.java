package io.sluice.worker.reception;

import io.sluice.worker.rtp.RtcpPacket;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.rtp.TransportFeedback;
import io.sluice.worker.sdp.AgreedMedia;
import io.sluice.worker.sdp.MediaKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// All streams of one publisher, and the feedback to it.
///
/// Only for packets that were authenticated: everything given in is counted, learned from and
/// acknowledged.
///
/// Thread: one owner.
public final class Reception {
  private final IncomingStream[] streams;
  private final TransportFeedback arrivals = new TransportFeedback();
  private final ReceiverFeedback feedback;

  /// Where media goes: each stream in order and without holes in its numbers, video by whole
  /// pictures.
  @FunctionalInterface
  public interface Delivery {
    /// The packet may be changed.
    ///
    /// @param arrivalNanos of its picture's first packet
    void deliver(MediaKind kind, RtpPacket packet, long arrivalNanos);
  }

  /// Protects and sends one RTCP compound.
  @FunctionalInterface
  public interface CompoundSink {
    /// The bytes are copied.
    void send(byte[] buffer, int length);
  }

  /// The RTCP end that this session is.
  ///
  /// @param ssrc ours
  /// @param keyFrameInterval a key frame is asked for when none came for so long
  /// @param pool shared with the loop's other sessions
  public record Receiver(
      int ssrc, Duration keyFrameInterval, ReceptionCounters counters, PacketPool pool) {}

  public Reception(
      Receiver receiver,
      List<AgreedMedia> media,
      Delivery delivery,
      CompoundSink sink,
      long nowNanos) {
    this.streams =
        media.stream()
            .map(section ->
                new IncomingStream(
                    section,
                    delivery,
                    new KeyFrameRequests(receiver.keyFrameInterval().toNanos(), nowNanos),
                    receiver.counters(),
                    receiver.pool()))
            .toArray(IncomingStream[]::new);
    this.feedback = new ReceiverFeedback(receiver, streams, arrivals, sink, nowNanos);
  }

  /// Whether packets of that type belong to a stream; known before a packet is decrypted.
  public boolean takes(int payloadType) {
    for (IncomingStream stream : streams) {
      if (stream.isRtx(payloadType) || stream.media().payloadType() == payloadType) {
        return true;
      }
    }
    return false;
  }

  /// @return false when the packet belongs to no stream
  public boolean receive(RtpPacket packet, long nowNanos) {
    int payloadType = packet.payloadType();
    for (IncomingStream stream : streams) {
      if (stream.media().payloadType() == payloadType) {
        return media(stream, packet, nowNanos);
      }
      if (stream.isRtx(payloadType)) {
        acknowledge(stream.transportSequence(packet), nowNanos);
        stream.repair(packet, nowNanos);
        return true;
      }
    }
    return false;
  }

  /// @return which stream the report is about; null when about none
  public @Nullable MediaKind senderReport(RtcpPacket.SenderReport report, long nowNanos) {
    for (IncomingStream stream : streams) {
      if (stream.isFrom(report.ssrc())) {
        stream.senderReport(report.ntpTime(), nowNanos);
        return stream.media().kind();
      }
    }
    return null;
  }

  /// Everything that is due by time; to be called each 20 ms or so.
  ///
  /// @param awaitsKeyFrame whether nothing can go on before a first key frame
  public void tick(boolean awaitsKeyFrame, long nowNanos) {
    for (IncomingStream stream : streams) {
      stream.tick(nowNanos);
    }
    feedback.tick(awaitsKeyFrame, nowNanos);
  }

  /// How long after a [#tick] nothing is due, as long as [#isCalm].
  public long restNanos(long nowNanos) {
    return feedback.restNanos(nowNanos);
  }

  /// Whether no stream has a packet missing or a picture broken.
  public boolean isCalm() {
    for (IncomingStream stream : streams) {
      if (!stream.isCalm()) {
        return false;
      }
    }
    return true;
  }

  /// RTP packets of media that came, padding and repetitions not counted.
  public long packetsReceived() {
    return ReceiverFeedback.sum(streams, IncomingStream::packets);
  }

  /// RTP packets of media that never came.
  public long packetsLost() {
    return ReceiverFeedback.sum(streams, IncomingStream::lost);
  }

  /// Bytes of RTP payload.
  public long bytesReceived() {
    return ReceiverFeedback.sum(streams, IncomingStream::bytes);
  }

  /// Key frames that came whole.
  public long keyFrames() {
    return ReceiverFeedback.sum(streams, IncomingStream::keyFrames);
  }

  /// How it all comes in, reckoned now.
  public ReceptionFigures figures() {
    return new ReceptionFigures(
        packetsReceived(),
        packetsLost(),
        ReceiverFeedback.sum(streams, IncomingStream::missed),
        longest(MediaKind.VIDEO, IncomingStream::jitterNanos),
        longest(MediaKind.AUDIO, IncomingStream::jitterNanos),
        longest(null, IncomingStream::repeatNanos));
  }

  /// Empty when none of the streams has it.
  ///
  /// @param kind null for both
  private Optional<Duration> longest(
      @Nullable MediaKind kind, ToLongFunction<IncomingStream> nanos) {
    long longest = -1;
    for (IncomingStream stream : streams) {
      if (kind == null || stream.media().kind() == kind) {
        longest = Math.max(longest, nanos.applyAsLong(stream));
      }
    }
    return longest < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(longest));
  }

  private boolean media(IncomingStream stream, RtpPacket packet, long nowNanos) {
    int transportSequence = stream.transportSequence(packet);
    boolean taken = stream.receive(packet, nowNanos);
    if (taken) {
      acknowledge(transportSequence, nowNanos);
    }
    return taken;
  }

  private void acknowledge(int transportSequence, long nowNanos) {
    if (transportSequence >= 0) {
      arrivals.received(transportSequence, nowNanos);
    }
  }
}
