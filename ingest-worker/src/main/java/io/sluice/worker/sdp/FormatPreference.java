package io.sluice.worker.sdp;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which of several payload types of one codec to take.
final class FormatPreference {
  private FormatPreference() {}

  /// The best by [#rank]; of equals the first offered.
  static Optional<OfferedFormat> best(List<OfferedFormat> formats, MediaCodec codec) {
    return formats.stream()
        .filter(format -> format.is(codec))
        .min(Comparator.comparingInt(format -> rank(format, codec)));
  }

  private static int rank(OfferedFormat format, MediaCodec codec) {
    return switch (codec) {
      case H264 -> rankOfH264(format);
      case VP9 -> rankOf(format, "profile-id", "0");
      case AV1 -> rankOf(format, "profile", "0");
      case H265 -> rankOfH265(format);
      case VP8, OPUS, PCMU, PCMA -> 0;
    };
  }

  /// Profile 0 is 8 bit 4:2:0, which every player has, and what an absent parameter means (RFC 9628
  /// §6.1; RTP Payload Format For AV1 §7.2).
  private static int rankOf(OfferedFormat format, String parameter, String wanted) {
    String profile = format.parameter(parameter);
    return profile.isEmpty() || profile.equals(wanted) ? 0 : 1;
  }

  /// Main profile, main tier; an absent parameter means that (RFC 7798 §7.1).
  private static int rankOfH265(OfferedFormat format) {
    return 2 * rankOf(format, "profile-id", "1") + rankOf(format, "tier-flag", "0");
  }

  /// Packetization mode 1 goes before 0, for the m= line towards FFmpeg says so; then what every
  /// encoder and player has: constrained baseline, baseline, main, high (RFC 6184 §8.1).
  private static int rankOfH264(OfferedFormat format) {
    int rank = format.parameter("packetization-mode").equals("1") ? 0 : 10;
    String level = format.parameter("profile-level-id").toLowerCase(Locale.ROOT);
    if (level.equals("42e01f")) {
      return rank;
    }
    if (!level.matches("[0-9a-f]{6}")) {
      // No profile-level-id means baseline (RFC 6184 §8.1).
      return rank + 2;
    }
    boolean constrained = (Integer.parseInt(level.substring(2, 4), 16) & 0x40) != 0;
    return rank
        + switch (level.substring(0, 2)) {
          case "42" -> constrained ? 1 : 2;
          case "4d" -> 3;
          case "64" -> 4;
          default -> 5;
        };
  }
}
