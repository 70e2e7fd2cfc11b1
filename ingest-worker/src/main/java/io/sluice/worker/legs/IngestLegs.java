package io.sluice.worker.legs;

import io.sluice.worker.legs.LegStream.LegStart;
import io.sluice.worker.rtp.PictureSize;
import io.sluice.worker.rtp.RtcpWriter;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.sdp.MediaKind;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The RTP streams into one start of FFmpeg; they outlive every publisher.
///
/// Opened when FFmpeg is started, told by [#ffmpegListens] that its sockets are bound, closed when
/// that FFmpeg has ended. Until FFmpeg listens nothing is forwarded: media is dropped, and
/// publishers are asked for key frames once it does.
///
/// Thread: any; one lock, held for the time of one packet.
public final class IngestLegs implements AutoCloseable {
  private static final int RTCP_BYTES = 256;

  private enum State {
    FFMPEG_STARTS,
    FFMPEG_LISTENS,
    STOPPED
  }

  private final Object lock = new Object();
  private final LegPlan plan;
  private final LegsClock clock;
  // Guarded by lock from here on.
  private final LegSockets sockets;
  private final LegTimeline timeline;
  private final Map<MediaKind, Integer> ssrcs;
  private final RtcpWriter rtcp = new RtcpWriter(RTCP_BYTES);
  private State state = State.FFMPEG_STARTS;
  private @Nullable PublisherFeed current;
  private PictureChange.Listener pictures = change -> {};

  private IngestLegs(LegPlan plan, LegSockets sockets, RandomGenerator random) {
    this.plan = plan;
    this.sockets = sockets;
    this.clock = new LegsClock(Instant.now(), System.nanoTime());
    this.ssrcs = new EnumMap<>(MediaKind.class);
    this.timeline = new LegTimeline(plan, streams(plan, random));
  }

  /// Opens the sending sockets.
  ///
  /// @throws java.io.UncheckedIOException when no socket can be had; nothing is left open then
  public static IngestLegs open(LegPlan plan) {
    return new IngestLegs(plan, LegSockets.open(plan), ThreadLocalRandom.current());
  }

  public LegPlan plan() {
    return plan;
  }

  /// FFmpeg has bound its ports: from here on media goes through, from a key frame on.
  public void ffmpegListens() {
    synchronized (lock) {
      if (state == State.FFMPEG_STARTS) {
        state = State.FFMPEG_LISTENS;
      }
    }
  }

  /// Who is to hear of new picture sizes.
  public void watchPicture(PictureChange.Listener listener) {
    synchronized (lock) {
      pictures = listener;
    }
  }

  /// Makes a publisher the one that feeds these legs; the one before is cut off.
  public PublisherFeed attach(PublisherMedia media) {
    synchronized (lock) {
      PublisherFeed feed = new PublisherFeed(this);
      current = feed;
      timeline.begin(media);
      return feed;
    }
  }

  /// Tells FFmpeg that its input is over: RR and BYE (RFC 3550 §6.6) to the RTCP port of each leg.
  /// FFmpeg then finalises its files and exits with code 0, however silent the input was. Nothing
  /// is forwarded afterwards. May be repeated.
  public void sendBye() {
    synchronized (lock) {
      state = State.STOPPED;
      for (Map.Entry<MediaKind, Integer> leg : ssrcs.entrySet()) {
        rtcp.reset().receiverReport(leg.getValue(), List.of()).bye(leg.getValue());
        sockets.sendRtcp(leg.getKey(), rtcp.buffer(), rtcp.length());
      }
    }
  }

  /// Frees the sockets; sends nothing.
  @Override
  public void close() {
    synchronized (lock) {
      state = State.STOPPED;
      current = null;
      sockets.close();
    }
  }

  Forwarding forward(PublisherFeed feed, MediaKind kind, RtpPacket packet, long nowNanos) {
    synchronized (lock) {
      if (feed != current) {
        return Forwarding.DETACHED;
      }
      if (state != State.FFMPEG_LISTENS) {
        return Forwarding.NOT_LISTENING;
      }
      return switch (timeline.admit(kind, packet, clock.at(nowNanos))) {
        case SEND -> {
          tellOfChange();
          yield send(kind, packet);
        }
        case SEND_AFTER_REPORT -> {
          report(kind);
          tellOfChange();
          yield send(kind, packet);
        }
        case BEFORE_KEY_FRAME -> Forwarding.BEFORE_KEY_FRAME;
        case BEFORE_VIDEO -> Forwarding.BEFORE_VIDEO;
        case TOO_LATE -> Forwarding.TOO_LATE;
        case NO_LEG -> Forwarding.DETACHED;
      };
    }
  }

  void padding(PublisherFeed feed, MediaKind kind, RtpPacket packet) {
    synchronized (lock) {
      if (feed == current) {
        timeline.padding(kind, packet);
      }
    }
  }

  void senderReport(PublisherFeed feed, MediaKind kind, int ssrc, long ntpTime, int timestamp) {
    synchronized (lock) {
      if (feed == current) {
        timeline.senderReport(kind, ssrc, ntpTime, timestamp);
      }
    }
  }

  void sendReports(PublisherFeed feed) {
    synchronized (lock) {
      if (feed == current && state == State.FFMPEG_LISTENS) {
        for (MediaKind kind : ssrcs.keySet()) {
          if (timeline.isRunning(kind)) {
            report(kind);
          }
        }
      }
    }
  }

  boolean awaitsKeyFrame(PublisherFeed feed) {
    synchronized (lock) {
      return feed == current
          && state == State.FFMPEG_LISTENS
          && ssrcs.containsKey(MediaKind.VIDEO)
          && !timeline.isVideoStarted();
    }
  }

  @Nullable PictureSize pictureSize(PublisherFeed feed) {
    synchronized (lock) {
      return feed == current ? timeline.pictureSize() : null;
    }
  }

  private void tellOfChange() {
    PictureChange change = timeline.takeChange();
    if (change != null) {
      pictures.changed(change);
    }
  }

  private Forwarding send(MediaKind kind, RtpPacket packet) {
    sockets.sendRtp(kind, packet.buffer(), packet.offset(), packet.length());
    return Forwarding.FORWARDED;
  }

  private void report(MediaKind kind) {
    timeline.writeSenderReport(kind, rtcp.reset());
    sockets.sendRtcp(kind, rtcp.buffer(), rtcp.length());
  }

  /// Numbers begin low, so that neither wraps within the first hours of FFmpeg.
  private Map<MediaKind, LegStream> streams(LegPlan legPlan, RandomGenerator random) {
    Map<MediaKind, LegStream> streams = new EnumMap<>(MediaKind.class);
    long nanos = clock.at(System.nanoTime());
    for (MediaKind kind : MediaKind.values()) {
      LegPlan.Leg leg = legPlan.leg(kind);
      if (leg != null) {
        int ssrc = random.nextInt();
        ssrcs.put(kind, ssrc);
        LegStart start = new LegStart(random.nextInt(1, 1_024), random.nextInt(1, 1 << 20), nanos);
        streams.put(kind, new LegStream(ssrc, leg.payloadType(), leg.codec().clockRateHz(), start));
      }
    }
    return streams;
  }
}
