package io.sluice.worker.reception;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.worker.reception.SimulatedPublisher.Label;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.sdp.AgreedMedia;
import io.sluice.worker.sdp.MediaKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The product's reception at the end of a simulated path. Every packet that it delivers is
/// checked: numbers without holes, whole pictures, each right after the one it is predicted from.
final class SimulatedReceiver {
  private final SimulatedPath path;
  private final ReceptionCounters counters = ReceptionCounters.zero();
  private final RtpPacket packet = new RtpPacket();
  private final Reception reception;
  private final SimulatedPublisher publisher;
  private final Map<Integer, Long> deliveredAt = new TreeMap<>();
  private int lastNumber = -1;
  private Label last = new Label(-1, 0, 1, true); // as if a whole one had come
  private boolean broken = true;
  private long lastDelivered;

  SimulatedReceiver(SimulatedPath path, AgreedMedia video, boolean answersNacks) {
    this.path = path;
    this.publisher = new SimulatedPublisher(path, answersNacks, this::arrived);
    this.reception =
        new Reception(
            new Reception.Receiver(1, Duration.ofHours(1), counters, new PacketPool()),
            List.of(video),
            this::delivered,
            this::send,
            0);
    path.every(20 * SimulatedPath.MILLI, () -> reception.tick(deliveredAt.isEmpty(), path.now()));
  }

  SimulatedPublisher publisher() {
    return publisher;
  }

  ReceptionFigures figures() {
    return reception.figures();
  }

  ReceptionCounters counters() {
    return counters;
  }

  /// When the last packet of each picture came through.
  Map<Integer, Long> deliveredAt() {
    return deliveredAt;
  }

  private void arrived(byte[] rtp) {
    assertThat(packet.wrap(rtp, 0, rtp.length)).isTrue();
    assertThat(reception.receive(packet, path.now())).isTrue();
  }

  private void send(byte[] buffer, int length) {
    byte[] compound = Arrays.copyOf(buffer, length);
    path.send(() -> publisher.feedback(compound));
  }

  private void delivered(MediaKind kind, RtpPacket media, long arrivalNanos) {
    assertThat(kind).isEqualTo(MediaKind.VIDEO);
    assertThat(arrivalNanos).isLessThanOrEqualTo(path.now());
    if (lastNumber >= 0) {
      assertThat(media.sequenceNumber()).isEqualTo((lastNumber + 1) & 0xffff);
    }
    lastNumber = media.sequenceNumber();
    Label label = Label.of(media.buffer(), media.payloadOffset());
    if (label.packet() == 0) {
      assertThat(last.packet()).as("the picture before is whole").isEqualTo(last.packets() - 1);
      boolean thawed = path.now() - lastDelivered >= 10_000 * SimulatedPath.MILLI;
      boolean follows = label.picture() == last.picture() + 1;
      broken = !label.keyFrame() && !thawed && (broken || !follows);
      assertThat(broken).as("picture " + label + " after " + last).isFalse();
    } else {
      assertThat(label.picture()).isEqualTo(last.picture());
      assertThat(label.packet()).isEqualTo(last.packet() + 1);
    }
    last = label;
    lastDelivered = path.now();
    if (label.packet() == label.packets() - 1) {
      deliveredAt.put(label.picture(), path.now());
    }
  }
}
