package io.sluice.worker.reception;

import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.rtp.VideoPayload;

/// Lets whole pictures through only, and after a loss none until one that needs nothing before it.
///
/// A picture with a hole and those predicted from it would be written to recordings as they are:
/// what goes on from here decodes without error, and shows the last good picture meanwhile. It
/// costs no time, because FFmpeg writes a picture only when it is whole, too.
///
/// Thread: one owner. Bounded: 512 packets; a larger picture goes through as it comes.
final class PictureGate {
  private static final int MAX_PACKETS = 512;

  /// So many pictures in a row without a marker at their end, and the publisher sets none.
  private static final int UNMARKED_IN_A_ROW = 3;

  /// For publishers that make no key frame when asked and none by themselves: after that long a
  /// broken picture is better than none.
  private static final long LONGEST_FREEZE_NANOS = 10_000_000_000L;

  private final VideoPayload format;
  private final PacketPool pool;
  private final Exit exit;
  private final RtpPacket window = new RtpPacket();
  private final HeldPacket[] picture = new HeldPacket[MAX_PACKETS];
  private int held;

  /// Whether packets of a picture have come whose end has not.
  private boolean underWay;

  private int timestamp;
  private long beganNanos;

  /// Whether the picture under way has all of its packets from its first on.
  private boolean whole;

  private boolean keyFrame;

  /// Whether too many packets came to hold: the others follow at once.
  private boolean passing;

  /// Whether the packet before was the last of its picture.
  private boolean atBoundary;

  /// Pictures since the last marker.
  private int unmarked;

  private boolean frozen = true;
  private long frozenNanos;

  /// What is beyond the gate.
  interface Exit {
    /// The packet may be changed.
    ///
    /// @param arrivalNanos of the picture's first packet
    void pass(RtpPacket packet, long arrivalNanos);

    void withheld(int packets);

    /// None will pass until a key frame is whole.
    void pictureBroken();

    /// A whole key frame went through.
    void keyFramePassed(long nowNanos);
  }

  PictureGate(VideoPayload format, PacketPool pool, Exit exit, long nowNanos) {
    this.format = format;
    this.pool = pool;
    this.exit = exit;
    this.frozenNanos = nowNanos;
  }

  /// The next packet in order.
  ///
  /// @param startsKeyFrame what its payload says
  void packet(RtpPacket packet, boolean startsKeyFrame, long nowNanos) {
    if (underWay && packet.rtpTimestamp() != timestamp) {
      endWithoutMarker(nowNanos);
    }
    if (!underWay) {
      begin(packet, nowNanos);
    }
    keyFrame |= startsKeyFrame;
    whole |= startsKeyFrame && startsStream(packet);
    if (!whole) {
      exit.withheld(1);
    } else if (passing) {
      exit.pass(packet, beganNanos);
    } else if (packet.marker() && mayPass(nowNanos)) {
      passHeld();
      exit.pass(packet, beganNanos);
    } else {
      hold(packet, nowNanos);
    }
    if (packet.marker()) {
      unmarked = 0;
      end(nowNanos);
    }
  }

  /// Packets between the one before and the next are lost for good.
  void gap(long nowNanos) {
    abandon(nowNanos);
    atBoundary = false;
  }

  /// Whether pictures are being withheld.
  boolean isFrozen() {
    return frozen;
  }

  /// Gives back what is held.
  void clear() {
    withholdHeld();
  }

  private void begin(RtpPacket packet, long nowNanos) {
    underWay = true;
    timestamp = packet.rtpTimestamp();
    beganNanos = nowNanos;
    whole = atBoundary;
    keyFrame = false;
    passing = false;
  }

  /// After a gap it is not known whether a packet is its picture's first, unless it says so: the
  /// parameter sets or the frame header are there.
  private boolean startsStream(RtpPacket packet) {
    return format.startsStream(packet.buffer(), packet.payloadOffset(), packet.payloadLength());
  }

  private boolean mayPass(long nowNanos) {
    return !frozen || keyFrame || nowNanos - frozenNanos >= LONGEST_FREEZE_NANOS;
  }

  private void hold(RtpPacket packet, long nowNanos) {
    if (held == MAX_PACKETS) {
      if (!mayPass(nowNanos)) {
        exit.withheld(1);
        return;
      }
      passHeld();
      passing = true;
      exit.pass(packet, beganNanos);
      return;
    }
    HeldPacket copy = pool.borrow();
    copy.copy(packet);
    picture[held++] = copy;
  }

  /// Another picture begins though the one under way was not marked as ended. No packet is lost:
  /// libwebrtc, when it has encoded a key frame, forgets what it has not yet sent of the pictures
  /// before, and numbers what it does send without a hole.
  private void endWithoutMarker(long nowNanos) {
    if (unmarked < UNMARKED_IN_A_ROW) {
      unmarked++;
      abandon(nowNanos);
      atBoundary = true;
    } else {
      end(nowNanos);
    }
  }

  private void abandon(long nowNanos) {
    withholdHeld();
    underWay = false;
    if (!frozen) {
      frozen = true;
      frozenNanos = nowNanos;
    }
    exit.pictureBroken();
  }

  private void end(long nowNanos) {
    if (whole && mayPass(nowNanos)) {
      passHeld();
      frozen = false;
      if (keyFrame) {
        exit.keyFramePassed(nowNanos);
      }
    } else {
      withholdHeld();
    }
    underWay = false;
    atBoundary = true;
  }

  private void passHeld() {
    for (int i = 0; i < held; i++) {
      picture[i].show(window);
      exit.pass(window, beganNanos);
      pool.giveBack(picture[i]);
    }
    held = 0;
  }

  private void withholdHeld() {
    exit.withheld(held);
    for (int i = 0; i < held; i++) {
      pool.giveBack(picture[i]);
    }
    held = 0;
  }
}
