package io.sluice.worker.ffmpeg;

import io.sluice.process.rules.AddressRules;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.process.rules.OutputOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Keeps an output that fails or hangs from stopping the others: it gets a queue and a thread of
/// its own by FFmpeg's fifo muxer, which drops what does not fit and tries again for as long as
/// FFmpeg runs.
final class OutputIsolation {
  private static final Set<String> SCHEMES =
      Set.of("rtmp", "rtmps", "srt", "tcp", "udp", "http", "https");

  /// Those of one file or connection: HLS opens many.
  private static final Set<String> FORMATS =
      Set.of("flv", "mpegts", "matroska", "webm", "mp4", "ogg");

  /// Formats that carry the parameters of an encoder in front: FFmpeg asks the muxer it sees, which
  /// is the fifo.
  private static final Set<String> GLOBAL_HEADER = Set.of("flv", "matroska", "webm", "mp4");

  /// Protocols that wait for the other side for ever unless told.
  private static final Set<String> WITHOUT_TIMEOUT =
      Set.of("rtmp", "rtmps", "tcp", "http", "https");

  private static final Set<String> FLAGS =
      Set.of("-an", "-vn", "-sn", "-dn", "-shortest", "-copyinkf");

  /// Options of muxers and protocols, which the fifo hands on only when it is told them.
  private static final Set<String> INNER =
      Set.of(
          "-flvflags",
          "-mpegts_flags",
          "-mpegts_service_id",
          "-pat_period",
          "-pkt_size",
          "-rw_timeout",
          "-method",
          "-movflags",
          "-frag_duration",
          "-min_frag_duration");

  /// Some ten seconds of picture and sound.
  private static final String QUEUED_PACKETS = "1000";

  /// Microseconds. Below the patience of a stop, so that a connection that hangs does not make it
  /// end by force.
  private static final String WRITE_TIMEOUT_MICROS = "3000000";

  private static final String SECONDS_BETWEEN_ATTEMPTS = "2";

  private OutputIsolation() {}

  /// Whether `output` is kept apart: there is another that it could stop, and FFmpeg can do it.
  /// With inputs of the process's own it cannot: streams copied from them keep the tags of their
  /// container, which other muxers refuse, and RTP alone has none.
  static boolean isolates(FfmpegJob job, FfmpegLeg output, List<String> options) {
    return job.outputs().size() > 1
        && job.inputs().isEmpty()
        && SCHEMES.contains(scheme(output))
        && new OutputOptions(options).format().filter(FORMATS::contains).isPresent();
  }

  /// @param options of the output, the defaults included
  static List<String> arguments(FfmpegLeg output, List<String> options) {
    List<String> outer = new ArrayList<>();
    List<String> inner = new ArrayList<>();
    int i = 0;
    while (i < options.size()) {
      String name = options.get(i);
      if (FLAGS.contains(name)) {
        outer.add(name);
        i++;
        continue;
      }
      String value = options.get(i + 1);
      if (INNER.contains(name)) {
        inner.add(name.substring(1) + "=" + value);
      } else if (!name.equals("-f")) {
        outer.addAll(List.of(name, value));
      }
      i += 2;
    }
    String format = new OutputOptions(options).format().orElseThrow();
    if (WITHOUT_TIMEOUT.contains(scheme(output)) && !options.contains("-rw_timeout")) {
      inner.add("rw_timeout=" + WRITE_TIMEOUT_MICROS);
    }
    if (!options.contains("-map")) {
      // FFmpeg chooses no streams by itself for a muxer that names no codecs.
      outer.addAll(List.of("-map", "0"));
    }
    addGlobalHeader(outer, format, options);
    outer.addAll(fifo(format, inner));
    outer.add(output.address());
    return outer;
  }

  private static List<String> fifo(String format, List<String> inner) {
    List<String> fifo =
        new ArrayList<>(
            List.of(
                "-f",
                "fifo",
                "-fifo_format",
                format,
                "-queue_size",
                QUEUED_PACKETS,
                "-drop_pkts_on_overflow",
                "1",
                "-attempt_recovery",
                "1",
                "-recover_any_error",
                "1",
                "-recovery_wait_time",
                SECONDS_BETWEEN_ATTEMPTS,
                "-restart_with_keyframe",
                "1"));
    if (!inner.isEmpty()) {
      fifo.addAll(List.of("-format_opts", String.join(":", inner)));
    }
    return fifo;
  }

  private static void addGlobalHeader(List<String> outer, String format, List<String> options) {
    OutputOptions meaning = new OutputOptions(options);
    boolean encodes = !(meaning.copiesVideo() && meaning.copiesAudio());
    if (!encodes || !GLOBAL_HEADER.contains(format)) {
      return;
    }
    int own = outer.lastIndexOf("-flags") + 1;
    if (own > 0) {
      outer.set(own, outer.get(own) + "+global_header");
    } else {
      outer.addAll(List.of("-flags", "+global_header"));
    }
  }

  private static String scheme(FfmpegLeg output) {
    Optional<String> scheme = AddressRules.scheme(output.address());
    return scheme.orElse("");
  }
}
