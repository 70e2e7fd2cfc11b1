package io.sluice.process.rules;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Which options may stand in one place of FFmpeg's command line, and what their values may look
/// like. What is not listed is refused: FFmpeg has options that read files, run filters on them or
/// open further protocols.
final class OptionRules {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.+:/-]+");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?[kKMG]?");
  private static final Pattern TIME = Pattern.compile("[0-9:.]+(us|ms|s)?");
  private static final Pattern SIZE = Pattern.compile("[0-9]+x[0-9]+|[a-z0-9]+");
  private static final Pattern RATE = Pattern.compile("[0-9]+(\\.[0-9]+)?(/[0-9]+)?");
  private static final Pattern FLAGS = Pattern.compile("[+-]?[A-Za-z0-9_]+([+-][A-Za-z0-9_]+)*");
  private static final Pattern MAP = Pattern.compile("-?[0-9]+(:[A-Za-z0-9:#]+)?\\??");
  private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_]+=[^\\p{Cntrl}]*");
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.%-]*");
  private static final Pattern FORMAT_IN =
      Pattern.compile("lavfi|flv|live_flv|mpegts|rtsp|rtp|hls|mp4|mov|matroska|webm|ogg|aac|mp3");
  static final Set<String> OUTPUT_FORMATS =
      Set.of(
          "mp4",
          "mov",
          "matroska",
          "webm",
          "mpegts",
          "hls",
          "flv",
          "rtsp",
          "rtp",
          "rtp_mpegts",
          "ogg",
          "opus",
          "adts",
          "mp3",
          "null",
          "h264",
          "ivf");
  private static final Pattern FORMAT_OUT =
      Pattern.compile(String.join("|", new TreeSet<>(OUTPUT_FORMATS)));
  private static final String BITSTREAM_FILTER =
      "(null|h264_mp4toannexb|hevc_mp4toannexb|aac_adtstoasc|extract_extradata|dump_extra|setts"
          + "|h264_metadata|hevc_metadata|av1_metadata|vp9_metadata|vp9_superframe|opus_metadata)"
          + "(=[A-Za-z0-9_=:.-]*)?";
  private static final Pattern BITSTREAM_FILTERS =
      Pattern.compile(BITSTREAM_FILTER + "(," + BITSTREAM_FILTER + ")*");
  // Not `listen`: an input opens no port but those of its lease.
  private static final Pattern RTSP_FLAGS = Pattern.compile("\\+?(prefer_tcp|filter_src)");

  // Pictures and sound are changed by these; none of them opens a file, but loudnorm by
  // `stats_file`
  // in newer versions.
  private static final String FILTER =
      "(?![^,]*file)(scale|fps|format|setsar|setdar|yadif|transpose|crop|pad|hflip|vflip|setpts|asetpts"
          + "|volume|aresample|aformat|pan|loudnorm|dynaudnorm|null|anull)(=[A-Za-z0-9_=:.*/+()|-]*)?";
  private static final Pattern FILTERS = Pattern.compile(FILTER + "(," + FILTER + ")*");

  private static final Set<String> INPUT_FLAGS = Set.of("-re", "-an", "-vn", "-sn", "-dn");
  private static final Set<String> OUTPUT_FLAGS =
      Set.of("-an", "-vn", "-sn", "-dn", "-shortest", "-copyinkf");
  private static final Set<String> GLOBAL_FLAGS =
      Set.of("-copyts", "-start_at_zero", "-hide_banner");

  static final OptionRules GLOBAL =
      new OptionRules(
          GLOBAL_FLAGS, Map.of("-filter_threads", NUMBER, "-dts_delta_threshold", NUMBER));

  static final OptionRules INPUT =
      new OptionRules(
          INPUT_FLAGS,
          Map.ofEntries(
              entry("-f", FORMAT_IN),
              entry("-fflags", FLAGS),
              entry("-flags", FLAGS),
              entry("-probesize", NUMBER),
              entry("-analyzeduration", NUMBER),
              entry("-fpsprobesize", NUMBER),
              entry("-thread_queue_size", NUMBER),
              entry("-use_wallclock_as_timestamps", NUMBER),
              entry("-itsoffset", NUMBER),
              entry("-stream_loop", NUMBER),
              entry("-ss", TIME),
              entry("-t", TIME),
              entry("-r", RATE),
              entry("-framerate", RATE),
              entry("-video_size", SIZE),
              entry("-rtsp_transport", FLAGS),
              entry("-rtsp_flags", RTSP_FLAGS),
              entry("-timeout", NUMBER),
              entry("-rw_timeout", NUMBER),
              entry("-buffer_size", NUMBER),
              entry("-reconnect", NUMBER),
              entry("-reconnect_streamed", NUMBER),
              entry("-reconnect_delay_max", NUMBER)));

  static final OptionRules OUTPUT =
      new OptionRules(
          OUTPUT_FLAGS,
          Map.ofEntries(
              entry("-f", FORMAT_OUT),
              entry("-c", WORD),
              entry("-codec", WORD),
              entry("-vcodec", WORD),
              entry("-acodec", WORD),
              entry("-map", MAP),
              entry("-b", NUMBER),
              entry("-maxrate", NUMBER),
              entry("-minrate", NUMBER),
              entry("-bufsize", NUMBER),
              entry("-g", NUMBER),
              entry("-keyint_min", NUMBER),
              entry("-sc_threshold", NUMBER),
              entry("-bf", NUMBER),
              entry("-crf", NUMBER),
              entry("-qp", NUMBER),
              entry("-q", NUMBER),
              entry("-r", RATE),
              entry("-s", SIZE),
              entry("-ar", NUMBER),
              entry("-ac", NUMBER),
              entry("-pix_fmt", WORD),
              entry("-preset", WORD),
              entry("-tune", WORD),
              entry("-profile", WORD),
              entry("-level", WORD),
              entry("-deadline", WORD),
              entry("-cpu-used", NUMBER),
              entry("-threads", NUMBER),
              entry("-tag", WORD),
              entry("-strict", WORD),
              entry("-vf", FILTERS),
              entry("-af", FILTERS),
              entry("-filter", FILTERS),
              entry("-bsf", BITSTREAM_FILTERS),
              entry("-metadata", TEXT),
              entry("-t", TIME),
              entry("-fs", NUMBER),
              entry("-fflags", FLAGS),
              entry("-flags", FLAGS),
              entry("-flush_packets", NUMBER),
              entry("-avoid_negative_ts", WORD),
              entry("-max_interleave_delta", NUMBER),
              entry("-max_muxing_queue_size", NUMBER),
              entry("-muxdelay", NUMBER),
              entry("-muxpreload", NUMBER),
              entry("-movflags", FLAGS),
              entry("-frag_duration", NUMBER),
              entry("-min_frag_duration", NUMBER),
              entry("-flvflags", FLAGS),
              entry("-mpegts_flags", FLAGS),
              entry("-mpegts_service_id", NUMBER),
              entry("-pat_period", NUMBER),
              entry("-pkt_size", NUMBER),
              entry("-rtsp_transport", FLAGS),
              entry("-rw_timeout", NUMBER),
              entry("-method", FLAGS),
              entry("-hls_time", NUMBER),
              entry("-hls_init_time", NUMBER),
              entry("-hls_list_size", NUMBER),
              entry("-hls_delete_threshold", NUMBER),
              entry("-hls_flags", FLAGS),
              entry("-hls_segment_type", WORD),
              entry("-hls_playlist_type", WORD),
              entry("-hls_start_number_source", WORD),
              entry("-hls_segment_filename", FILE_NAME),
              entry("-hls_fmp4_init_filename", FILE_NAME),
              entry("-start_number", NUMBER)));

  private final Set<String> flags;
  private final Map<String, Pattern> values;

  private OptionRules(Set<String> flags, Map<String, Pattern> values) {
    this.flags = flags;
    this.values = values;
  }

  /// What is wrong with `options`; an unknown name also ends the search, for nobody can say whether
  /// the next argument is its value or an option of its own.
  List<RuleProblem> problems(String field, List<String> options) {
    List<RuleProblem> problems = new ArrayList<>();
    int i = 0;
    while (i < options.size()) {
      String place = field + "[" + i + "]";
      String name = options.get(i);
      if (flags.contains(name)) {
        i++;
        continue;
      }
      Pattern allowed = values.get(withoutStreamSpecifier(name));
      if (allowed == null) {
        problems.add(unknown(place, name));
        return problems;
      }
      if (i + 1 == options.size()) {
        problems.add(
            new RuleProblem(
                Rule.OPTION_WITHOUT_VALUE, place, "has no value", "add it as the next element"));
        return problems;
      }
      if (!allowed.matcher(options.get(i + 1)).matches()) {
        problems.add(
            new RuleProblem(
                Rule.OPTION_VALUE,
                field + "[" + (i + 1) + "]",
                "is no value that " + withoutStreamSpecifier(name) + " may have here",
                "it must match " + allowed.pattern()));
      }
      i += 2;
    }
    return problems;
  }

  private static RuleProblem unknown(String place, String name) {
    return name.startsWith("-")
        ? new RuleProblem(
            Rule.OPTION_UNKNOWN, place, "is an option that may not be set here", "leave it out")
        : new RuleProblem(
            Rule.OPTION_MISPLACED,
            place,
            "stands where an option must stand",
            "begin options with '-', one an element");
  }

  /// `-c:v:0` is the option `-c` for one stream.
  static String withoutStreamSpecifier(String name) {
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }
}
