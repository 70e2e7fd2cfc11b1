package io.sluice.process.rules;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Containers, and the codecs of publishers that FFmpeg copies into them so that a player finds
/// them again. Tried with FFmpeg 5.1 and 8.1; those two differ only in [#FLV].
enum Container {
  MP4("MP4", Set.of("H264", "H265", "VP9", "AV1", "OPUS")),
  MOV("QuickTime", Set.of("H264", "H265", "PCMU", "PCMA")),
  MATROSKA("Matroska", Set.of("H264", "H265", "VP8", "VP9", "AV1", "OPUS", "PCMU", "PCMA")),
  WEBM("WebM", Set.of("VP8", "VP9", "AV1", "OPUS")),
  MPEG_TS("MPEG-TS", Set.of("H264", "H265", "OPUS")),
  /// FFmpeg marks no frame of VP9 from RTP as a key frame, and cuts segments only there.
  FRAGMENTED_HLS("HLS of MP4 segments", Set.of("H264", "H265", "AV1", "OPUS")),
  FLV("FLV", Set.of("H264", "PCMU", "PCMA"), Set.of("H265", "AV1", "OPUS")),
  OGG("Ogg", Set.of("VP8", "OPUS")),
  OGG_OPUS("Ogg Opus", Set.of("OPUS")),
  IVF("IVF", Set.of("VP8", "VP9", "AV1")),
  RAW_H264("raw H264", Set.of("H264"));

  private final String title;
  private final Set<String> codecs;
  private final Set<String> enhanced;

  Container(String title, Set<String> codecs) {
    this(title, codecs, Set.of());
  }

  /// @param enhanced what only an FFmpeg with [FfmpegFeature#ENHANCED_FLV] can write
  Container(String title, Set<String> codecs, Set<String> enhanced) {
    this.title = title;
    this.codecs = codecs;
    this.enhanced = enhanced;
  }

  /// What people call it.
  String title() {
    return title;
  }

  boolean holds(String codec) {
    return codecs.contains(codec) || enhanced.contains(codec);
  }

  boolean needsEnhancedFlv(String codec) {
    return enhanced.contains(codec);
  }

  /// By the options, else by the address; empty when nothing is known about it.
  static Optional<Container> of(String address, OutputOptions options) {
    String name = path(address);
    Optional<String> format = options.format();
    if (format.isPresent()) {
      return ofFormat(format.get(), options);
    }
    if (name.endsWith(".m3u8")) {
      return ofFormat("hls", options);
    }
    return switch (AddressRules.scheme(address).orElse("")) {
      case "rtmp", "rtmps" -> Optional.of(FLV);
      case "srt" -> Optional.of(MPEG_TS);
      case "" -> ofExtension(name.substring(name.lastIndexOf('.') + 1));
      default -> Optional.empty();
    };
  }

  private static Optional<Container> ofFormat(String format, OutputOptions options) {
    return switch (format) {
      case "mp4" -> Optional.of(MP4);
      case "mov" -> Optional.of(MOV);
      case "matroska" -> Optional.of(MATROSKA);
      case "webm" -> Optional.of(WEBM);
      case "mpegts", "rtp_mpegts" -> Optional.of(MPEG_TS);
      case "hls" -> Optional.of(options.hasFragmentedSegments() ? FRAGMENTED_HLS : MPEG_TS);
      case "flv" -> Optional.of(FLV);
      case "ogg" -> Optional.of(OGG);
      case "opus" -> Optional.of(OGG_OPUS);
      case "ivf" -> Optional.of(IVF);
      case "h264" -> Optional.of(RAW_H264);
      default -> Optional.empty();
    };
  }

  private static Optional<Container> ofExtension(String extension) {
    return switch (extension) {
      case "mp4", "m4v" -> Optional.of(MP4);
      case "mov" -> Optional.of(MOV);
      case "mkv" -> Optional.of(MATROSKA);
      case "webm" -> Optional.of(WEBM);
      case "ts", "m2ts", "mts" -> Optional.of(MPEG_TS);
      case "flv" -> Optional.of(FLV);
      case "ogg", "ogv" -> Optional.of(OGG);
      case "opus" -> Optional.of(OGG_OPUS);
      case "ivf" -> Optional.of(IVF);
      case "h264", "264" -> Optional.of(RAW_H264);
      default -> Optional.empty();
    };
  }

  /// In lower case, without a query.
  static String path(String address) {
    int query = address.indexOf('?');
    return (query < 0 ? address : address.substring(0, query)).toLowerCase(Locale.ROOT);
  }
}
