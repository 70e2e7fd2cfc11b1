package io.sluice.worker.preview;

import io.sluice.process.rules.AddressRules;
import io.sluice.process.rules.FfmpegLeg;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which files one HLS output writes, so that no others are shown.
///
/// @param folder of all of them, below the output folder; empty, or with a slash at its end
/// @param playlist its file name
/// @param segments what the names of its segments look like
/// @param initialisation the file that segments of MP4 begin with
record HlsFiles(String folder, String playlist, Pattern segments, String initialisation) {
  private static final Pattern NUMBER = Pattern.compile("%0?[0-9]{0,2}d");

  /// The first output of `outputs` that is a playlist on disk.
  static Optional<HlsFiles> of(List<FfmpegLeg> outputs) {
    return outputs.stream().filter(HlsFiles::isPlaylistOnDisk).findFirst().map(HlsFiles::of);
  }

  /// Whether players may keep `name`: a segment never changes, the playlist does all the time, and
  /// a new start of FFmpeg may write another initialisation.
  boolean isLasting(String name) {
    return segments.matcher(name).matches();
  }

  boolean holds(String name) {
    return name.equals(playlist) || name.equals(initialisation) || isLasting(name);
  }

  private static boolean isPlaylistOnDisk(FfmpegLeg output) {
    return AddressRules.isPath(output.address())
        && output.address().toLowerCase(Locale.ROOT).endsWith(".m3u8");
  }

  private static HlsFiles of(FfmpegLeg output) {
    int slash = output.address().lastIndexOf('/') + 1;
    String playlist = output.address().substring(slash);
    String stem = playlist.substring(0, playlist.length() - ".m3u8".length());
    String segments =
        option(output, "-hls_segment_filename")
            .map(HlsFiles::numbered)
            // FFmpeg's own choice, by the container of the segments.
            .orElse(Pattern.quote(stem) + "[0-9]+\\.(ts|m4s)");
    return new HlsFiles(
        output.address().substring(0, slash),
        playlist,
        Pattern.compile(segments),
        option(output, "-hls_fmp4_init_filename").orElse("init.mp4"));
  }

  private static String numbered(String template) {
    StringBuilder regex = new StringBuilder();
    Matcher number = NUMBER.matcher(template);
    int from = 0;
    while (number.find()) {
      regex.append(Pattern.quote(template.substring(from, number.start()))).append("[0-9]+");
      from = number.end();
    }
    return regex.append(Pattern.quote(template.substring(from))).toString();
  }

  private static Optional<String> option(FfmpegLeg output, String name) {
    int value = output.options().lastIndexOf(name) + 1;
    return value > 0 && value < output.options().size()
        ? Optional.of(output.options().get(value))
        : Optional.empty();
  }
}
