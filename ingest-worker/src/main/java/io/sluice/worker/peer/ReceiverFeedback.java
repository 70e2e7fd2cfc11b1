package io.sluice.worker.peer;

import io.sluice.worker.rtp.ReportBlock;
import io.sluice.worker.rtp.RtcpWriter;
import io.sluice.worker.rtp.TransportFeedback;
import io.sluice.worker.sdp.Feedback;
import java.util.ArrayList;
import java.util.List;

/// Everything a publisher hears back: reports, requests and the arrival times its congestion
/// control lives on. Each packet is a compound that begins with a receiver report (RFC 3550 §6.1).
///
/// Thread: the event loop.
final class ReceiverFeedback {
  private static final long REPORT_NANOS = 1_000_000_000L;
  private static final long TRANSPORT_NANOS = 50_000_000L;
  private static final int MAX_NACKS = 128;

  /// One MTU, SRTCP's trailer included.
  static final int MAX_COMPOUND_BYTES = 1_200;

  private final int ssrc;
  private final List<IncomingStream> streams;
  private final TransportFeedback transport;
  private final Tally tally;
  private final CompoundSink sink;
  private final RtcpWriter writer = new RtcpWriter(MAX_COMPOUND_BYTES);
  private final BitrateAdvice advice = new BitrateAdvice();
  private final int[] missing = new int[MAX_NACKS];
  private long reportedAt;
  private long transportAt;

  /// Protects and sends one compound.
  @FunctionalInterface
  interface CompoundSink {
    /// The bytes are copied.
    void send(byte[] buffer, int length);
  }

  /// @param ssrc ours
  ReceiverFeedback(
      int ssrc,
      List<IncomingStream> streams,
      TransportFeedback transport,
      Tally tally,
      CompoundSink sink,
      long nowNanos) {
    this.ssrc = ssrc;
    this.streams = List.copyOf(streams);
    this.transport = transport;
    this.tally = tally;
    this.sink = sink;
    this.reportedAt = nowNanos;
    this.transportAt = nowNanos;
  }

  /// Sends what is due.
  ///
  /// @param awaitsKeyFrame whether FFmpeg waits for the first key frame
  void tick(boolean awaitsKeyFrame, long nowNanos) {
    boolean reportDue = nowNanos - reportedAt >= REPORT_NANOS;
    boolean any = begin(reportDue, nowNanos);
    for (IncomingStream stream : streams) {
      any |= requests(stream, awaitsKeyFrame, nowNanos);
    }
    if (any) {
      sink.send(writer.buffer(), writer.length());
    }
    if (transport.hasNews() && nowNanos - transportAt >= TRANSPORT_NANOS) {
      transportAt = nowNanos;
      arrivals();
    }
  }

  private boolean begin(boolean reportDue, long nowNanos) {
    writer.reset();
    if (!reportDue) {
      header(List.of());
      return false;
    }
    reportedAt = nowNanos;
    List<ReportBlock> blocks = new ArrayList<>();
    for (IncomingStream stream : streams) {
      ReportBlock block = stream.report(nowNanos);
      if (block != null) {
        blocks.add(block);
      }
    }
    header(blocks);
    bitrate(blocks);
    return true;
  }

  private void header(List<ReportBlock> blocks) {
    writer.receiverReport(ssrc, blocks).sourceDescription(ssrc, "sluice");
  }

  private void bitrate(List<ReportBlock> blocks) {
    int[] ssrcs =
        streams.stream()
            .filter(IncomingStream::hasSource)
            .filter(stream -> stream.media().feedback().contains(Feedback.REMB))
            .mapToInt(IncomingStream::ssrc)
            .toArray();
    if (ssrcs.length > 0) {
      int worst = blocks.stream().mapToInt(ReportBlock::fractionLost).max().orElse(0);
      writer.receiverEstimatedMaximumBitrate(ssrc, advice.after(worst), ssrcs);
    }
  }

  private boolean requests(IncomingStream stream, boolean awaitsKeyFrame, long nowNanos) {
    boolean any = false;
    if (stream.needsKeyFrame(awaitsKeyFrame, nowNanos)) {
      writer.pictureLossIndication(ssrc, stream.ssrc());
      tally.keyFrameRequests.increment();
      any = true;
    }
    int count = stream.missing(nowNanos, missing);
    if (count > 0) {
      writer.genericNack(ssrc, stream.ssrc(), missing, count);
      tally.retransmissionRequests.add(count);
      any = true;
    }
    return any;
  }

  /// Bounded: the memory of arrivals is, and each compound holds hundreds.
  private void arrivals() {
    for (int i = 0; i < 8 && transport.hasNews(); i++) {
      writer.reset();
      header(List.of());
      transport.writeTo(writer, ssrc, mediaSsrc());
      sink.send(writer.buffer(), writer.length());
    }
  }

  private int mediaSsrc() {
    return streams.stream()
        .filter(IncomingStream::hasSource)
        .mapToInt(IncomingStream::ssrc)
        .findFirst()
        .orElse(0);
  }
}
