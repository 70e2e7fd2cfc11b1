package io.sluice.worker.reception;

import io.sluice.worker.sdp.AgreedMedia;
import io.sluice.worker.sdp.Feedback;
import io.sluice.worker.sdp.MediaCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Media sections as negotiation leaves them.
final class Sections {
  static final int VIDEO_PT = 100;
  static final int RTX_PT = 102;
  static final int AUDIO_PT = 101;

  private Sections() {}

  static AgreedMedia video(MediaCodec codec, Feedback... feedback) {
    return section(codec, VIDEO_PT, OptionalInt.of(RTX_PT), feedback);
  }

  static AgreedMedia videoWithoutRtx(MediaCodec codec, Feedback... feedback) {
    return section(codec, VIDEO_PT, OptionalInt.empty(), feedback);
  }

  static AgreedMedia audio() {
    return section(MediaCodec.OPUS, AUDIO_PT, OptionalInt.empty());
  }

  private static AgreedMedia section(
      MediaCodec codec, int payloadType, OptionalInt rtx, Feedback... feedback) {
    return new AgreedMedia(
        "UDP/TLS/RTP/SAVPF",
        "0",
        false,
        codec,
        payloadType,
        "",
        rtx,
        Set.of(feedback),
        Map.of(),
        List.of(),
        Optional.empty());
  }
}
