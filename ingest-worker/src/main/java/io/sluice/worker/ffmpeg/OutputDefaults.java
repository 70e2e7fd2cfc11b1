package io.sluice.worker.ffmpeg;

import io.sluice.process.rules.FfmpegLeg;
import io.sluice.process.rules.OutputOptions;
import io.sluice.worker.sdp.MediaCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an output gets that its options leave open. Defaults stand before the process's own
/// options, so that these win.
final class OutputDefaults {
  /// Microseconds: a leg that never sends must not hold back the other for longer.
  private static final String MAX_INTERLEAVE_MICROS = "500000";

  /// FFmpeg gives copied video of a live input no durations to speak of; the last segment of a
  /// playlist would be listed as if it were empty. The time since the packet before serves.
  private static final String REAL_DURATIONS =
      "setts=duration=if(gt(DTS\\,PREV_INDTS)\\,DTS-PREV_INDTS\\,1)";

  private static final String HLS_FLAGS =
      "delete_segments+independent_segments+program_date_time+append_list+temp_file+omit_endlist";

  /// Length of an MP4 fragment where no key frame ends it.
  private static final String FRAGMENT_MICROS = "2000000";

  private OutputDefaults() {}

  /// Whether the end of the playlist is for us to write, once no FFmpeg will go on with it.
  static boolean leavesPlaylistOpen(FfmpegLeg output) {
    return isPlaylist(output.address()) && !output.options().contains("-hls_flags");
  }

  /// @param video what the publisher's leg brings; empty without one
  static List<String> of(String address, List<String> options, Optional<MediaCodec> video) {
    List<String> defaults = new ArrayList<>();
    OutputOptions meaning = new OutputOptions(options);
    boolean copiesVp9 = video.equals(Optional.of(MediaCodec.VP9)) && meaning.copiesVideo();
    if (meaning.copiesByDefault()) {
      add(defaults, "-c", "copy");
    }
    if (copiesVp9 && !options.contains("-copyinkf")) {
      // FFmpeg's depacketizer marks no frame of VP9 as a key frame, and copying begins at one.
      defaults.add("-copyinkf");
    }
    if (!options.contains("-max_interleave_delta")) {
      add(defaults, "-max_interleave_delta", MAX_INTERLEAVE_MICROS);
    }
    String name = address.toLowerCase(Locale.ROOT);
    if (isPlaylist(name)) {
      addHls(defaults, options);
    } else if (isMp4(name, options) && !options.contains("-movflags")) {
      addFragments(defaults, options, copiesVp9);
    } else if (name.matches("rtmps?://.*") && !options.contains("-f")) {
      add(defaults, "-f", "flv");
    } else if (name.startsWith("srt://") && !options.contains("-f")) {
      add(defaults, "-f", "mpegts");
    } else if (name.matches("rtsps?://.*") && !options.contains("-f")) {
      add(defaults, "-f", "rtsp");
    }
    return defaults;
  }

  static boolean isPlaylist(String address) {
    String name = address.toLowerCase(Locale.ROOT);
    int query = name.indexOf('?');
    return (query < 0 ? name : name.substring(0, query)).endsWith(".m3u8");
  }

  private static void addHls(List<String> defaults, List<String> options) {
    if (options.stream().noneMatch(option -> option.startsWith("-bsf"))) {
      add(defaults, "-bsf:v", REAL_DURATIONS);
    }
    if (!options.contains("-f")) {
      add(defaults, "-f", "hls");
    }
    if (!options.contains("-hls_time")) {
      add(defaults, "-hls_time", "2");
    }
    if (!options.contains("-hls_list_size")) {
      add(defaults, "-hls_list_size", "6");
    }
    if (!options.contains("-hls_flags")) {
      // append_list: after a restart of FFmpeg players go on with a discontinuity instead of
      // starting from an empty playlist. temp_file: nobody reads half a playlist. omit_endlist:
      // an FFmpeg that makes place for another must not tell players that the show is over.
      add(defaults, "-hls_flags", HLS_FLAGS);
    }
  }

  /// Playable up to the last fragment, even when FFmpeg is killed.
  private static void addFragments(
      List<String> defaults, List<String> options, boolean withoutKeyFrames) {
    if (!withoutKeyFrames) {
      add(defaults, "-movflags", "+frag_keyframe+empty_moov+default_base_moof");
      return;
    }
    add(defaults, "-movflags", "+empty_moov+default_base_moof");
    if (!options.contains("-frag_duration")) {
      add(defaults, "-frag_duration", FRAGMENT_MICROS);
    }
  }

  private static boolean isMp4(String name, List<String> options) {
    int format = options.lastIndexOf("-f");
    return (format >= 0 && format + 1 < options.size())
        ? options.get(format + 1).matches("mp4|mov")
        : name.endsWith(".mp4") || name.endsWith(".m4v") || name.endsWith(".mov");
  }

  private static void add(List<String> defaults, String name, String value) {
    defaults.add(name);
    defaults.add(value);
  }
}
