package io.sluice.process.rules;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Of all that an FFmpeg may have, what processes can ask for: workers tell of nothing else, so
/// that a heartbeat stays small.
public final class FfmpegVocabulary {
  /// FFmpeg's choice by the end of a file's name, where it has one.
  private static final Map<String, String> MUXER_OF_EXTENSION =
      Map.ofEntries(
          Map.entry("mkv", "matroska"),
          Map.entry("mka", "matroska"),
          Map.entry("webm", "webm"),
          Map.entry("mp4", "mp4"),
          Map.entry("mov", "mov"),
          Map.entry("m4v", "ipod"),
          Map.entry("m4a", "ipod"),
          Map.entry("ts", "mpegts"),
          Map.entry("m2t", "mpegts"),
          Map.entry("m2ts", "mpegts"),
          Map.entry("mts", "mpegts"),
          Map.entry("flv", "flv"),
          Map.entry("m3u8", "hls"),
          Map.entry("ogg", "ogg"),
          Map.entry("oga", "oga"),
          Map.entry("ogv", "ogv"),
          Map.entry("opus", "opus"),
          Map.entry("aac", "adts"),
          Map.entry("adts", "adts"),
          Map.entry("mp3", "mp3"),
          Map.entry("wav", "wav"),
          Map.entry("flac", "flac"),
          Map.entry("h264", "h264"),
          Map.entry("264", "h264"),
          Map.entry("ivf", "ivf"));

  /// Codecs whose encoders are told of: those that live streams are delivered and recorded in.
  private static final Set<String> CODECS =
      Set.of(
          "h264",
          "hevc",
          "av1",
          "vp8",
          "vp9",
          "mpeg2video",
          "mpeg4",
          "mjpeg",
          "flv1",
          "theora",
          "ffv1",
          "prores",
          "rawvideo",
          "wrapped_avframe",
          "aac",
          "opus",
          "mp3",
          "mp2",
          "ac3",
          "eac3",
          "vorbis",
          "flac",
          "alac",
          "pcm_s16le",
          "pcm_s16be",
          "pcm_s24le",
          "pcm_mulaw",
          "pcm_alaw");

  private static final Set<String> PROTOCOLS = protocolsOf(AddressRules.SCHEMES);

  private FfmpegVocabulary() {}

  /// Muxers that an output can name, by option or by file name.
  public static Set<String> muxers() {
    Set<String> muxers = new TreeSet<>(MUXER_OF_EXTENSION.values());
    muxers.addAll(OptionRules.OUTPUT_FORMATS);
    return muxers;
  }

  /// Protocols that an address can name. RTSP is none of FFmpeg's protocols but a muxer.
  public static Set<String> protocols() {
    return PROTOCOLS;
  }

  private static Set<String> protocolsOf(Set<String> schemes) {
    return schemes.stream()
        .filter(scheme -> !isRtsp(scheme))
        .collect(Collectors.toUnmodifiableSet());
  }

  public static Set<String> codecs() {
    return CODECS;
  }

  static boolean isRtsp(String scheme) {
    return scheme.equals("rtsp") || scheme.equals("rtsps");
  }

  /// @param extension of a file's name, in lower case and without its dot
  static Optional<String> muxerOfExtension(String extension) {
    return Optional.ofNullable(MUXER_OF_EXTENSION.get(extension));
  }
}
