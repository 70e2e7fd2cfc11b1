package io.sluice.worker.reception;

import io.sluice.worker.rtp.ReportBlock;
import io.sluice.worker.rtp.RtcpWriter;
import io.sluice.worker.rtp.TransportFeedback;
import io.sluice.worker.sdp.Feedback;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/// Everything a publisher hears back: reports, requests and the arrival times its congestion
/// control lives on. Each packet is a compound that begins with a receiver report (RFC 3550 §6.1).
///
/// Thread: one owner.
final class ReceiverFeedback {
  private static final long REPORT_NANOS = 1_000_000_000L;
  private static final long TRANSPORT_NANOS = 50_000_000L;

  /// Reports and the key frames of a calm stream may be late by so much.
  private static final long LONGEST_REST_NANOS = 200_000_000L;

  /// Each may take 4 bytes, and two streams must fit into a compound.
  private static final int MAX_NACKS = 128;

  /// Bounds what one tick sends; each holds the arrivals of hundreds of packets.
  private static final int MAX_TRANSPORT_COMPOUNDS = 8;

  /// One MTU, with room for SRTCP's trailer.
  private static final int MAX_COMPOUND_BYTES = 1_200;

  private static final byte[] CNAME = "sluice".getBytes(StandardCharsets.US_ASCII);

  private final int ssrc;
  private final IncomingStream[] streams;
  private final TransportFeedback transport;
  private final ReceptionCounters counters;
  private final Reception.CompoundSink sink;
  private final RtcpWriter writer = new RtcpWriter(MAX_COMPOUND_BYTES);
  private final BitrateAdvice advice = new BitrateAdvice();
  private final boolean advises;
  private final int[] missing = new int[MAX_NACKS];
  private long bytesReported;
  private long reportedAt;
  private long transportAt;
  private int firNumber;

  ReceiverFeedback(
      Reception.Receiver receiver,
      IncomingStream[] streams,
      TransportFeedback transport,
      Reception.CompoundSink sink,
      long nowNanos) {
    this.ssrc = receiver.ssrc();
    this.counters = receiver.counters();
    this.streams = streams;
    this.transport = transport;
    this.sink = sink;
    this.advises = Arrays.stream(streams).anyMatch(ReceiverFeedback::takesAdvice);
    this.reportedAt = nowNanos;
    this.transportAt = nowNanos;
  }

  /// Sends what is due.
  ///
  /// @param awaitsKeyFrame whether FFmpeg waits for the first key frame
  void tick(boolean awaitsKeyFrame, long nowNanos) {
    writer.reset();
    if (nowNanos - reportedAt >= REPORT_NANOS) {
      report(nowNanos);
    }
    for (IncomingStream stream : streams) {
      requests(stream, awaitsKeyFrame, nowNanos);
    }
    flush();
    if (transport.hasNews() && nowNanos - transportAt >= TRANSPORT_NANOS) {
      transportAt = nowNanos;
      arrivals();
    }
  }

  /// How long after a [#tick] nothing is due, as long as no packet is missing and no picture
  /// broken: until the next arrivals are to be told where the last were told lately.
  long restNanos(long nowNanos) {
    return nowNanos - transportAt < LONGEST_REST_NANOS ? TRANSPORT_NANOS : LONGEST_REST_NANOS;
  }

  static long sum(IncomingStream[] streams, ToLongFunction<IncomingStream> value) {
    long sum = 0;
    for (IncomingStream stream : streams) {
      sum += value.applyAsLong(stream);
    }
    return sum;
  }

  private void report(long nowNanos) {
    List<ReportBlock> blocks = new ArrayList<>(streams.length);
    for (IncomingStream stream : streams) {
      ReportBlock block = stream.report(nowNanos);
      if (block != null) {
        blocks.add(block);
      }
    }
    header(blocks);
    if (advises) {
      bitrate(blocks, nowNanos - reportedAt);
    }
    reportedAt = nowNanos;
  }

  /// REMB; agreed on only with publishers that have no transport-wide feedback to estimate by.
  private void bitrate(List<ReportBlock> blocks, long intervalNanos) {
    int[] ssrcs =
        Arrays.stream(streams)
            .filter(IncomingStream::hasSource)
            .filter(ReceiverFeedback::takesAdvice)
            .mapToInt(IncomingStream::ssrc)
            .toArray();
    long bytes = sum(streams, IncomingStream::bytes);
    long bitsPerSecond = (bytes - bytesReported) * 8 * 1_000_000 / (intervalNanos / 1_000);
    bytesReported = bytes;
    if (ssrcs.length > 0) {
      int worst = blocks.stream().mapToInt(ReportBlock::fractionLost).max().orElse(0);
      writer.receiverEstimatedMaximumBitrate(ssrc, advice.after(worst, bitsPerSecond), ssrcs);
    }
  }

  private static boolean takesAdvice(IncomingStream stream) {
    return stream.media().feedback().contains(Feedback.REMB);
  }

  private void requests(IncomingStream stream, boolean awaitsKeyFrame, long nowNanos) {
    if (stream.needsKeyFrame(awaitsKeyFrame, nowNanos)) {
      header();
      keyFrame(stream);
      counters.keyFrameRequests().increment();
    }
    int count = stream.missing(nowNanos, missing);
    if (count > 0) {
      header();
      writer.genericNack(ssrc, stream.ssrc(), missing, count);
      counters.retransmissionRequests().add(count);
    }
  }

  /// PLI, also where neither was agreed on: the encoder may listen all the same.
  private void keyFrame(IncomingStream stream) {
    boolean onlyFir =
        stream.media().feedback().contains(Feedback.FIR)
            && !stream.media().feedback().contains(Feedback.PLI);
    if (onlyFir) {
      writer.fullIntraRequest(ssrc, stream.ssrc(), firNumber++);
    } else {
      writer.pictureLossIndication(ssrc, stream.ssrc());
    }
  }

  private void arrivals() {
    for (int i = 0; i < MAX_TRANSPORT_COMPOUNDS && transport.hasNews(); i++) {
      writer.reset();
      header();
      transport.writeTo(writer, ssrc, mediaSsrc());
      flush();
    }
  }

  private void header() {
    if (writer.length() == 0) {
      header(List.of());
    }
  }

  private void header(List<ReportBlock> blocks) {
    writer.receiverReport(ssrc, blocks).sourceDescription(ssrc, CNAME);
  }

  private void flush() {
    if (writer.length() > 0) {
      sink.send(writer.buffer(), writer.length());
    }
  }

  private int mediaSsrc() {
    for (IncomingStream stream : streams) {
      if (stream.hasSource()) {
        return stream.ssrc();
      }
    }
    return 0;
  }
}
