package io.sluice.worker.reception;

import io.sluice.worker.rtp.RtcpPacket;
import io.sluice.worker.rtp.RtcpReader;
import io.sluice.worker.testing.MediaSamples;
import io.sluice.worker.testing.RtpDatagram;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Sends VP8 as a browser does: 30 pictures a second of 9 packets, key frames of 40 only when
/// asked, retransmissions of what was sent in the last second.
final class SimulatedPublisher {
  static final int SSRC = 7;
  private static final int RTX_SSRC = 8;
  private static final int FIRST_SEQUENCE = 65_500;
  private static final int PICTURE_PACKETS = 9;
  private static final int KEY_FRAME_PACKETS = 40;
  private static final int NUMBER_AT = 20;
  private static final long HISTORY_NANOS = 1_000 * SimulatedPath.MILLI;
  private static final long KEY_FRAME_PAUSE_NANOS = 300 * SimulatedPath.MILLI;

  private final SimulatedPath path;
  private final boolean answersNacks;
  private final Consumer<byte[]> receiver;
  private final Map<Integer, Sent> history = new HashMap<>();
  private final Map<Integer, Integer> asked = new HashMap<>();
  private final List<Long> nackTimes = new ArrayList<>();
  private final List<Long> keyFrameRequestTimes = new ArrayList<>();
  private final List<Long> sentTimes = new ArrayList<>();
  private int sequence = FIRST_SEQUENCE;
  private int rtxSequence;
  private int pictures;
  private boolean keyFrameWanted = true;
  private long keyFrameNanos = -KEY_FRAME_PAUSE_NANOS;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sent(byte[] rtp, long atNanos) {}

  /// Which picture, packet by packet.
  record Label(int picture, int packet, int packets, boolean keyFrame) {
    static Label of(byte[] buffer, int payloadOffset) {
      ByteBuffer payload = ByteBuffer.wrap(buffer, payloadOffset + NUMBER_AT, 16);
      return new Label(payload.getInt(), payload.getInt(), payload.getInt(), payload.getInt() == 1);
    }
  }

  SimulatedPublisher(SimulatedPath path, boolean answersNacks, Consumer<byte[]> receiver) {
    this.path = path;
    this.answersNacks = answersNacks;
    this.receiver = receiver;
    path.every(33 * SimulatedPath.MILLI, this::picture);
  }

  /// When the pictures were sent.
  List<Long> sentTimes() {
    return sentTimes;
  }

  /// How often each sequence number was asked for.
  Map<Integer, Integer> asked() {
    return asked;
  }

  List<Long> nackTimes() {
    return nackTimes;
  }

  List<Long> keyFrameRequestTimes() {
    return keyFrameRequestTimes;
  }

  void feedback(byte[] compound) {
    for (RtcpPacket packet : RtcpReader.read(compound, 0, compound.length)) {
      switch (packet) {
        case RtcpPacket.GenericNack nack -> nack.sequenceNumbers().forEach(this::nacked);
        case RtcpPacket.PictureLossIndication _ -> {
          keyFrameRequestTimes.add(path.now());
          keyFrameWanted = true;
        }
        case RtcpPacket.ReceiverReport _,
            RtcpPacket.SenderReport _,
            RtcpPacket.Bye _,
            RtcpPacket.Unknown _ -> {}
        case RtcpPacket.Malformed _ -> throw new AssertionError("malformed feedback");
      }
    }
  }

  private void picture() {
    boolean keyFrame = keyFrameWanted && path.now() - keyFrameNanos >= KEY_FRAME_PAUSE_NANOS;
    if (keyFrame) {
      keyFrameWanted = false;
      keyFrameNanos = path.now();
    }
    int packets = keyFrame ? KEY_FRAME_PACKETS : PICTURE_PACKETS;
    for (int i = 0; i < packets; i++) {
      byte[] rtp =
          RtpDatagram.of(
              SSRC,
              Sections.VIDEO_PT,
              sequence,
              pictures * 2_970,
              i == packets - 1,
              payload(new Label(pictures, i, packets, keyFrame)));
      history.put(sequence, new Sent(rtp, path.now()));
      sequence = (sequence + 1) & 0xffff;
      path.send(() -> receiver.accept(rtp.clone()));
    }
    sentTimes.add(path.now());
    pictures++;
  }

  private static byte[] payload(Label label) {
    byte[] payload =
        label.keyFrame() ? MediaSamples.vp8KeyFrame(640, 360) : MediaSamples.vp8Frame();
    if (label.packet() > 0) {
      Arrays.fill(payload, (byte) 0);
    }
    ByteBuffer.wrap(payload, NUMBER_AT, 16)
        .putInt(label.picture())
        .putInt(label.packet())
        .putInt(label.packets())
        .putInt(label.keyFrame() ? 1 : 0);
    return payload;
  }

  private void nacked(int number) {
    asked.merge(number, 1, Integer::sum);
    nackTimes.add(path.now());
    Sent sent = history.get(number);
    if (answersNacks && sent != null && path.now() - sent.atNanos() <= HISTORY_NANOS) {
      byte[] rtx = rtx(sent.rtp());
      path.send(() -> receiver.accept(rtx.clone()));
    }
  }

  /// RFC 4588 §4: the original number, then the payload.
  private byte[] rtx(byte[] rtp) {
    return ByteBuffer.allocate(rtp.length + 2)
        .put(rtp, 0, 12)
        .put(rtp, 2, 2)
        .put(rtp, 12, rtp.length - 12)
        .put(1, (byte) (Sections.RTX_PT | (rtp[1] & 0x80)))
        .putShort(2, (short) rtxSequence++)
        .putInt(8, RTX_SSRC)
        .array();
  }
}
