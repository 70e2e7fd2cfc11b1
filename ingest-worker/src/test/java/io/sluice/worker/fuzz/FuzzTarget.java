package io.sluice.worker.fuzz;

import io.sluice.worker.dtls.StrangersHandshake;
import io.sluice.worker.reception.PacketPool;
import io.sluice.worker.reception.Reception;
import io.sluice.worker.reception.ReceptionCounters;
import io.sluice.worker.rtp.RtcpPacket;
import io.sluice.worker.rtp.RtcpReader;
import io.sluice.worker.rtp.RtpPacket;
import io.sluice.worker.rtp.VideoPayload;
import io.sluice.worker.sdp.AcceptedCodecs;
import io.sluice.worker.sdp.AgreedMedia;
import io.sluice.worker.sdp.Feedback;
import io.sluice.worker.sdp.IceFragment;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.sdp.MediaKind;
import io.sluice.worker.sdp.Negotiation;
import io.sluice.worker.stun.StunMessage;
import io.sluice.worker.stun.StunReader;
import io.sluice.worker.testing.RtpDatagram;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// A parser that takes bytes of strangers: whatever they are, it throws nothing and reads nothing
/// beyond them.
enum FuzzTarget {
  SDP {
    @Override
    void parse(byte[] input) {
      Object _ = Negotiation.of(new String(input, StandardCharsets.UTF_8), ALL_CODECS);
    }
  },
  SDPFRAG {
    @Override
    void parse(byte[] input) {
      Object _ = IceFragment.read(new String(input, StandardCharsets.UTF_8));
    }
  },
  STUN {
    @Override
    void parse(byte[] input) {
      StunMessage message = StunReader.read(input, 0, input.length);
      if (message instanceof StunMessage.BindingRequest request) {
        require(request.localUfrag().length() <= input.length, "a name longer than the message");
        require(!request.isAuthentic("a password that nobody knows"), "authentic by chance");
      }
    }
  },
  RTP {
    @Override
    void parse(byte[] input) {
      RtpPacket packet = new RtpPacket();
      if (packet.wrap(input, 0, input.length)) {
        requireInside(packet, input.length);
        packet.stripToFixedHeader();
        requireInside(packet, input.length);
        boolean _ = packet.restoreFromRtx(1, 2);
        requireInside(packet, input.length);
      }
    }
  },
  HEADER_EXTENSIONS {
    // The input is profile, length and data of the extension.
    @Override
    void parse(byte[] input) {
      byte[] bytes =
          Arrays.copyOf(RtpDatagram.of(1, 96, 1, 1, false, new byte[0]), 12 + input.length);
      bytes[0] = (byte) 0x90;
      System.arraycopy(input, 0, bytes, 12, input.length);
      RtpPacket packet = new RtpPacket();
      if (packet.wrap(bytes, 0, bytes.length)) {
        for (int id = 1; id < 256; id++) {
          int at = packet.extension(id);
          require(
              at < 0 || at + packet.extensionLength(at) <= packet.payloadOffset(),
              "an extension beyond its header");
          require(packet.transportSequence(id) <= 0xffff, "a sequence number of 17 bits");
          require(packet.extensionText(id).length() <= input.length, "too much text");
        }
      }
    }
  },
  RTCP {
    @Override
    void parse(byte[] input) {
      List<RtcpPacket> packets = RtcpReader.read(input, 0, input.length);
      require(packets.size() <= input.length / 4 + 1, "more packets than bytes");
    }
  },
  H264 {
    @Override
    void parse(byte[] input) {
      payload(VideoPayload.H264, input);
    }
  },
  H265 {
    @Override
    void parse(byte[] input) {
      payload(VideoPayload.H265, input);
    }
  },
  VP8 {
    @Override
    void parse(byte[] input) {
      payload(VideoPayload.VP8, input);
    }
  },
  VP9 {
    @Override
    void parse(byte[] input) {
      payload(VideoPayload.VP9, input);
    }
  },
  AV1 {
    @Override
    void parse(byte[] input) {
      payload(VideoPayload.AV1, input);
    }
  },
  DTLS {
    // Datagrams of a client, each behind its length in two bytes.
    @Override
    void parse(byte[] input) {
      require(!StrangersHandshake.run(input), "a handshake with a stranger");
    }
  },
  RECEPTION {
    // Every four bytes are a packet: kind, step of the sequence number, step of the time, payload.
    @Override
    void parse(byte[] input) {
      Reception reception = reception();
      long nanos = 0;
      int sequence = 0;
      for (int i = 0; i + 4 <= input.length; i += 4) {
        sequence = sequence + input[i + 1] & 0xffff;
        nanos += (input[i + 2] & 0xff) * 1_000_000L;
        reception.receive(packet(input, i, sequence, nanos), nanos);
        reception.tick(false, nanos);
      }
    }
  };

  private static final AcceptedCodecs ALL_CODECS =
      new AcceptedCodecs(codecs(MediaKind.VIDEO), codecs(MediaKind.AUDIO));

  abstract void parse(byte[] input);

  private static List<MediaCodec> codecs(MediaKind kind) {
    return Stream.of(MediaCodec.values()).filter(codec -> codec.kind() == kind).toList();
  }

  /// What is behind a payload must not change what is read from it.
  private static void payload(VideoPayload format, byte[] input) {
    byte[] first = surrounded(input, (byte) 0);
    byte[] second = surrounded(input, (byte) 0xff);
    require(
        format.startsKeyFrame(first, 3, input.length)
            == format.startsKeyFrame(second, 3, input.length),
        "a key frame by bytes of others");
    require(
        format.startsStream(first, 3, input.length) == format.startsStream(second, 3, input.length),
        "a stream by bytes of others");
    require(
        Objects.equals(
            format.pictureSize(first, 3, input.length),
            format.pictureSize(second, 3, input.length)),
        "a size by bytes of others");
    Object _ = format.pictureSize(input, 0, input.length); // at the end of the array
  }

  private static byte[] surrounded(byte[] input, byte by) {
    byte[] bytes = new byte[input.length + 40];
    Arrays.fill(bytes, by);
    System.arraycopy(input, 0, bytes, 3, input.length);
    return bytes;
  }

  private static Reception reception() {
    AgreedMedia video =
        new AgreedMedia(
            "UDP/TLS/RTP/SAVPF",
            "0",
            false,
            MediaCodec.H264,
            96,
            "",
            OptionalInt.of(97),
            Set.of(Feedback.NACK, Feedback.PLI),
            Map.of(),
            List.of(),
            Optional.empty());
    int[] next = {-1};
    return new Reception(
        new Reception.Receiver(
            1, Duration.ofSeconds(2), ReceptionCounters.zero(), new PacketPool()),
        List.of(video),
        (_, packet, _) -> {
          require(next[0] < 0 || packet.sequenceNumber() == next[0], "a hole in the numbers");
          next[0] = packet.sequenceNumber() + 1 & 0xffff;
        },
        (_, length) -> require(length <= 1_200, "a compound larger than the path takes"),
        0);
  }

  private static RtpPacket packet(byte[] input, int at, int sequence, long nanos) {
    boolean rtx = (input[at] & 1) != 0;
    byte[] inside =
        rtx
            ? new byte[] {(byte) (sequence >> 8), (byte) sequence, input[at + 3], 0}
            : nal(input, at);
    return RtpDatagram.packet(
        (input[at] & 2) == 0 ? 7 : 8, rtx ? 97 : 96, sequence, (int) (nanos / 11_111), inside);
  }

  private static byte[] nal(byte[] input, int at) {
    return (input[at] & 4) == 0 ? new byte[] {input[at + 3], (byte) 0x80} : new byte[0];
  }

  private static void requireInside(RtpPacket packet, int length) {
    require(
        packet.offset() >= 0
            && packet.payloadLength() >= 0
            && packet.payloadOffset() >= packet.offset()
            && packet.offset() + packet.length() <= length
            && packet.payloadOffset() + packet.payloadLength() <= length,
        "a packet beyond its bytes");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
