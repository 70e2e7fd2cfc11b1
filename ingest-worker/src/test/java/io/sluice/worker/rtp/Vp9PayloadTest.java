package io.sluice.worker.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The frames were made by libvpx.
class Vp9PayloadTest {
  private static final String KEY_FRAME = "824983420013f00b360c38241c184a00";
  private static final String LARGER_KEY_FRAME = "824983420050102cd60638241c184a18";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0c", // start and end of a frame, nothing else
        "8c 12", // a picture id of one byte
        "8c 92 34", // of two bytes
        "ac 92 34 00 05", // layer 0, with TL0PICIDX
        "bc 92 34 01", // the same in flexible mode, without
        "8a 12 18 0140 00b4 01 04 01", // one spatial layer: its size, a group of one picture
        "8a 12 08 02 00 54 01", // a group of two pictures and no size
      })
  void readsTheSizeBehindEveryFormOfDescriptor(String descriptor) {
    byte[] payload = Packets.hex(descriptor + KEY_FRAME);

    assertThat(VideoPayload.VP9.startsKeyFrame(payload, 0, payload.length)).isTrue();
    assertThat(VideoPayload.VP9.startsStream(payload, 0, payload.length)).isTrue();
    assertThat(VideoPayload.VP9.pictureSize(payload, 0, payload.length))
        .isEqualTo(new PictureSize(320, 180));
  }

  @Test
  void readsOddSizes() {
    byte[] payload = Packets.hex("0c" + LARGER_KEY_FRAME);

    assertThat(VideoPayload.VP9.pictureSize(payload, 0, payload.length))
        .isEqualTo(new PictureSize(1282, 718));
  }

  @Test
  void takesTheLowestOfSeveralSpatialLayers() {
    // Two layers, 320x180 and 640x360.
    byte[] payload = Packets.hex("aa 12 00 05 30 0140 00b4 0280 0168" + KEY_FRAME);

    assertThat(VideoPayload.VP9.pictureSize(payload, 0, payload.length))
        .isEqualTo(new PictureSize(320, 180));
  }

  /// What Chromium sends of a stream of one layer; FFmpeg leaves the last byte of the second.
  @ParameterizedTest
  @CsvSource({
    "ba 92 34 01 18 0140 00b4 01 04 01, 08",
    "fc 92 35 01 02, 0c",
    "f8 92 35 01 03 05 06, 08",
    "f4 92 35 01 02, 04",
    "ac 92 34 00 05, 0c",
    "00, 00"
  })
  void leavesStartAndEndOfTheFrameOfADescriptor(String descriptor, String left) {
    RtpPacket packet = packet(descriptor + "86004092");

    assertThat(VideoPayload.VP9.simplify(packet)).isTrue();
    packet.stripToFixedHeader();

    assertThat(payload(packet)).isEqualTo(Packets.hex(left + "86004092"));
    assertThat(packet.ssrc()).isEqualTo(7);
    assertThat(packet.marker()).isEqualTo((Packets.hex(left)[0] & 0x04) != 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ac 92 34 02 05 86004092", // the second spatial layer
        "fc 92 35 01", // no frame behind it
        "0a 78", // a structure that is cut off
        ""
      })
  void hasNothingForFfmpegInOtherLayersAndInRemains(String payload) {
    RtpPacket packet = packet(payload);

    assertThat(VideoPayload.VP9.simplify(packet)).isFalse();
    assertThat(payload(packet)).isEqualTo(Packets.hex(payload));
  }

  private static RtpPacket packet(String payload) {
    byte[] datagram = Packets.hex("80600001 00000000 00000007" + payload);
    RtpPacket packet = new RtpPacket();
    assertThat(packet.wrap(datagram, 0, datagram.length)).isTrue();
    return packet;
  }

  private static byte[] payload(RtpPacket packet) {
    int from = packet.payloadOffset();
    return Arrays.copyOfRange(packet.buffer(), from, from + packet.payloadLength());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0c",
        "8c",
        "04" + KEY_FRAME, // not the start of a frame
        "4c" + KEY_FRAME, // predicted
        "ac 12 02 05" + KEY_FRAME, // a higher spatial layer
        "0c 86498342", // an inter frame
        "0c 8249834300", // a wrong sync code
        "0c 82498342", // cut off before the size
      })
  void announcesNoSize(String hex) {
    byte[] payload = Packets.hex(hex);

    assertThat(VideoPayload.VP9.pictureSize(payload, 0, payload.length)).isNull();
  }
}
