package io.sluice.worker.ffmpeg;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells from what FFmpeg said why it ended. Its exit codes do not: one version gives 1 for
/// everything, another the low byte of an error number.
final class ExitClassifier {
  private static final int SIGNAL_BASE = 128;

  // SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGKILL, SIGSEGV: Java reports them as 128 + number. SIGTERM
  // and
  // SIGINT are caught by FFmpeg, which then exits with 255; 143 is its code for an unreachable
  // host.
  private static final Set<Integer> SIGNALS = Set.of(4, 6, 7, 8, 9, 11);

  private static final Pattern BIND_FAILED = Pattern.compile("bind failed");

  private static final Pattern BAD_CONFIGURATION =
      Pattern.compile(
          "Unrecognized option|Option \\S+ not found|Error (parsing|splitting|setting)"
              + "|Unable to parse|Unknown (encoder|decoder|input format|output format)"
              + "|Encoder not found|Requested output format|Unable to (find|choose) "
              + "|not currently supported in container|incorrect codec parameters"
              + "|matches no streams|does not contain any stream|Undefined constant"
              + "|[Oo]nly \\S+ (video|audio|or).* (is|are) supported|Invalid (encoder|decoder) type"
              + "|Filtergraph .* was (specified|defined)|not on whitelist|Protocol not found");

  private static final Pattern OUTPUT_REFUSED =
      Pattern.compile(
          "Connection (refused|reset|timed out)|Broken pipe|Could not write header"
              + "|Error opening output|Error writing|av_interleaved_write_frame"
              + "|Permission denied|No space left|Read-only file system|Input/output error"
              + "|Failed to (open|resolve)|Network is unreachable|No route to host"
              + "|Server (error|returned)|HTTP error|No such file or directory|Is a directory");

  private ExitClassifier() {}

  static FfmpegExit classify(long pid, int javaExitValue, boolean asked, List<String> lines) {
    OptionalInt signal = signal(javaExitValue);
    return new FfmpegExit(
        pid,
        signal.isPresent() ? OptionalInt.empty() : OptionalInt.of(javaExitValue),
        signal,
        reason(javaExitValue, signal.isPresent(), asked, lines),
        asked,
        lines);
  }

  private static ExitReason reason(
      int exitCode, boolean signalled, boolean asked, List<String> lines) {
    if (signalled) {
      return ExitReason.KILLED;
    }
    if (asked) {
      return ExitReason.STOPPED;
    }
    if (exitCode == 0) {
      return ExitReason.ENDED_BY_ITSELF;
    }
    if (saidAny(BIND_FAILED, lines)) {
      return ExitReason.BIND_FAILED;
    }
    // Before outputs: FFmpeg says "could not write header" of a container that cannot hold the
    // codec.
    if (saidAny(BAD_CONFIGURATION, lines)) {
      return ExitReason.BAD_CONFIGURATION;
    }
    return saidAny(OUTPUT_REFUSED, lines) ? ExitReason.OUTPUT_REFUSED : ExitReason.FAILED;
  }

  private static boolean saidAny(Pattern pattern, List<String> lines) {
    return lines.stream().anyMatch(line -> pattern.matcher(line).find());
  }

  private static OptionalInt signal(int javaExitValue) {
    int signal = javaExitValue - SIGNAL_BASE;
    return SIGNALS.contains(signal) ? OptionalInt.of(signal) : OptionalInt.empty();
  }
}
