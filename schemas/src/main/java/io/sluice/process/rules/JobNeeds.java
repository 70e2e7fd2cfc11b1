package io.sluice.process.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What the FFmpeg that runs a process must be able to do.
public final class JobNeeds {
  private static final Set<String> CODEC_OPTIONS = Set.of("-c", "-codec", "-vcodec", "-acodec");

  private JobNeeds() {}

  /// In the order of their names, as [FfmpegFeature] makes them.
  public static Set<String> of(FfmpegJob job, WhipCodecs codecs) {
    Set<String> needs = new TreeSet<>(CopyRules.neededFeatures(job, codecs));
    for (FfmpegLeg input : job.inputs()) {
      addProtocol(needs, input);
    }
    for (FfmpegLeg output : job.outputs()) {
      addProtocol(needs, output);
      addMuxers(needs, output);
      addEncoders(needs, output.options());
    }
    return needs;
  }

  private static void addProtocol(Set<String> needs, FfmpegLeg leg) {
    AddressRules.scheme(leg.address())
        .filter(FfmpegVocabulary.protocols()::contains)
        .ifPresent(scheme -> needs.add(FfmpegFeature.protocol(scheme)));
  }

  private static void addMuxers(Set<String> needs, FfmpegLeg output) {
    OutputOptions options = new OutputOptions(output.options());
    Optional<String> muxer = options.format().or(() -> muxerOf(output.address()));
    muxer.ifPresent(name -> needs.add(FfmpegFeature.muxer(name)));
    if (muxer.filter("hls"::equals).isPresent()) {
      needs.add(FfmpegFeature.muxer(options.hasFragmentedSegments() ? "mp4" : "mpegts"));
    }
  }

  /// What an output gets that names no format; empty where only FFmpeg knows.
  private static Optional<String> muxerOf(String address) {
    String name = Container.path(address);
    if (name.endsWith(".m3u8")) {
      return Optional.of("hls");
    }
    return switch (AddressRules.scheme(address).orElse("")) {
      case "rtmp", "rtmps" -> Optional.of("flv");
      case "srt" -> Optional.of("mpegts");
      case "rtsp", "rtsps" -> Optional.of("rtsp");
      case "" -> FfmpegVocabulary.muxerOfExtension(name.substring(name.lastIndexOf('.') + 1));
      default -> Optional.empty();
    };
  }

  private static void addEncoders(Set<String> needs, List<String> options) {
    for (int i = 0; i + 1 < options.size(); i++) {
      String encoder = options.get(i + 1);
      if (CODEC_OPTIONS.contains(OptionRules.withoutStreamSpecifier(options.get(i)))
          && !encoder.equals("copy")) {
        needs.add(FfmpegFeature.encoder(encoder));
      }
    }
  }
}
