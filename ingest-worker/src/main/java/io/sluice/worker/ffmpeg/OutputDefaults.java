package io.sluice.worker.ffmpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What an output gets that its options leave open. Defaults stand before the process's own
/// options, so that these win.
final class OutputDefaults {
  /// Microseconds: a leg that never sends must not hold back the other for longer.
  private static final String MAX_INTERLEAVE_MICROS = "500000";

  /// FFmpeg gives copied video of a live input no durations to speak of; the last segment of a
  /// playlist would be listed as if it were empty. The time since the packet before serves.
  private static final String REAL_DURATIONS =
      "setts=duration=if(gt(DTS\\,PREV_INDTS)\\,DTS-PREV_INDTS\\,1)";

  private OutputDefaults() {}

  static List<String> of(String address, List<String> options) {
    List<String> defaults = new ArrayList<>();
    if (!namesWholeCodec(options) && !namesFilter(options)) {
      add(defaults, "-c", "copy");
    }
    if (!options.contains("-max_interleave_delta")) {
      add(defaults, "-max_interleave_delta", MAX_INTERLEAVE_MICROS);
    }
    String name = address.toLowerCase(Locale.ROOT);
    if (isPlaylist(name)) {
      addHls(defaults, options);
    } else if (isMp4(name, options) && !options.contains("-movflags")) {
      // Playable up to the last fragment, even when FFmpeg is killed.
      add(defaults, "-movflags", "+frag_keyframe+empty_moov+default_base_moof");
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
      // starting from an empty playlist. temp_file: nobody reads half a playlist.
      add(
          defaults,
          "-hls_flags",
          "delete_segments+independent_segments+program_date_time+append_list+temp_file");
    }
  }

  private static boolean isMp4(String name, List<String> options) {
    int format = options.lastIndexOf("-f");
    return (format >= 0 && format + 1 < options.size())
        ? options.get(format + 1).matches("mp4|mov")
        : name.endsWith(".mp4") || name.endsWith(".m4v") || name.endsWith(".mov");
  }

  private static boolean namesWholeCodec(List<String> options) {
    return options.contains("-c") || options.contains("-codec");
  }

  /// A filter needs decoded pictures: copying would make FFmpeg refuse it.
  private static boolean namesFilter(List<String> options) {
    return options.stream()
        .anyMatch(o -> o.equals("-vf") || o.equals("-af") || o.startsWith("-filter"));
  }

  private static void add(List<String> defaults, String name, String value) {
    defaults.add(name);
    defaults.add(value);
  }
}
