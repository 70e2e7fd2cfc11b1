package io.sluice.worker.legs;

import io.sluice.worker.legs.LegStream.LegStart;
import io.sluice.worker.rtp.PictureSize;
import io.sluice.worker.rtp.RtcpWriter;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.sdp.MediaKind;
import java.net.InetSocketAddress;
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
  private final LegPorts ports;
  private final LegsClock clock;
  // Guarded by lock from here on.
  private final LegSocket lastWords;
  private final LegTimeline timeline;
  private final Map<MediaKind, Integer> ssrcs;
  private final RtcpWriter rtcp = new RtcpWriter(RTCP_BYTES);
  private State state = State.FFMPEG_STARTS;
  private long forwarded;
  private @Nullable PublisherFeed current;
  private PictureChange.Listener pictures = change -> {};

  private IngestLegs(LegPlan plan, LegSocket lastWords, RandomGenerator random) {
    this.plan = plan;
    this.ports = new LegPorts(plan);
    this.lastWords = lastWords;
    this.clock = new LegsClock(Instant.now(), System.nanoTime());
    this.ssrcs = new EnumMap<>(MediaKind.class);
    this.timeline = new LegTimeline(plan, streams(plan, random));
  }

  /// Opens the socket for last words; media goes out by the publishers' loops.
  ///
  /// @throws java.io.UncheckedIOException when no socket can be had; nothing is left open then
  public static IngestLegs open(LegPlan plan) {
    return new IngestLegs(
        plan, LegSocket.open(new InetSocketAddress(plan.host(), 0)), ThreadLocalRandom.current());
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

  /// How many RTP packets of publishers went to FFmpeg so far.
  public long forwarded() {
    synchronized (lock) {
      return forwarded;
    }
  }

  /// Who is to hear of new picture sizes.
  public void watchPicture(PictureChange.Listener listener) {
    synchronized (lock) {
      pictures = listener;
    }
  }

  /// Makes a publisher the one that feeds these legs; the one before is cut off.
  ///
  /// @param output of the loop that the publisher lives on
  public PublisherFeed attach(PublisherMedia media, LegOutput output) {
    synchronized (lock) {
      PublisherFeed feed = new PublisherFeed(this, output);
      current = feed;
      timeline.begin(media);
      return feed;
    }
  }

  /// Tells FFmpeg that its input is over: RR and BYE (RFC 3550 §6.6) to the RTCP port of each leg.
  /// FFmpeg then finalises its files and exits with code 0, however silent the input was. Nothing
  /// is forwarded afterwards; what was forwarded before goes first. May be repeated.
  public void sendBye() {
    PublisherFeed last;
    synchronized (lock) {
      state = State.STOPPED;
      last = current;
    }
    if (last == null) {
      bye();
    } else {
      last.output().afterwards(this::bye); // behind the media that waits in the loop's batch
    }
  }

  private void bye() {
    synchronized (lock) {
      for (Map.Entry<MediaKind, Integer> leg : ssrcs.entrySet()) {
        rtcp.reset().receiverReport(leg.getValue(), List.of()).bye(leg.getValue());
        lastWords.send(rtcp.buffer(), rtcp.length(), ports.rtcp(leg.getKey()).toInet());
      }
    }
  }

  /// Frees the socket; sends nothing.
  @Override
  public void close() {
    synchronized (lock) {
      state = State.STOPPED;
      current = null;
      lastWords.close();
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
          yield send(feed, kind, packet);
        }
        case SEND_AFTER_REPORT -> {
          report(feed, kind);
          tellOfChange();
          yield send(feed, kind, packet);
        }
        case BEFORE_KEY_FRAME -> Forwarding.BEFORE_KEY_FRAME;
        case BEFORE_VIDEO -> Forwarding.BEFORE_VIDEO;
        case TOO_LATE -> Forwarding.TOO_LATE;
        case HIGHER_LAYER -> Forwarding.HIGHER_LAYER;
        case NO_LEG -> Forwarding.DETACHED;
      };
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
            report(feed, kind);
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

  boolean flows(PublisherFeed feed) {
    synchronized (lock) {
      return feed == current && state == State.FFMPEG_LISTENS && !awaitsKeyFrame(feed);
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

  private Forwarding send(PublisherFeed feed, MediaKind kind, RtpPacket packet) {
    feed.output().add(packet.buffer(), packet.offset(), packet.length(), ports.rtp(kind));
    forwarded++;
    return Forwarding.FORWARDED;
  }

  private void report(PublisherFeed feed, MediaKind kind) {
    timeline.writeSenderReport(kind, rtcp.reset());
    feed.output().add(rtcp.buffer(), 0, rtcp.length(), ports.rtcp(kind));
    // FFmpeg must know the report before the packets that it is about.
    feed.output().keepOrder();
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
