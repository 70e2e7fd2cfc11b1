package io.sluice.worker.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The codecs that the process behind the endpoint takes, in order of preference; an empty list
/// where it takes none of a kind.
public record AcceptedCodecs(List<MediaCodec> video, List<MediaCodec> audio) {
  public AcceptedCodecs {
    video = List.copyOf(video);
    audio = List.copyOf(audio);
  }

  /// Nothing else than `choice`.
  public static AcceptedCodecs only(MediaChoice choice) {
    return new AcceptedCodecs(listOf(choice.video()), listOf(choice.audio()));
  }

  /// The same codecs, with those of `choice` before all others.
  public AcceptedCodecs preferring(MediaChoice choice) {
    return new AcceptedCodecs(first(choice.video(), video), first(choice.audio(), audio));
  }

  List<MediaCodec> of(MediaKind kind) {
    return switch (kind) {
      case VIDEO -> video;
      case AUDIO -> audio;
    };
  }

  private static List<MediaCodec> listOf(@Nullable MediaCodec codec) {
    return codec == null ? List.of() : List.of(codec);
  }

  private static List<MediaCodec> first(@Nullable MediaCodec codec, List<MediaCodec> codecs) {
    if (codec == null || !codecs.contains(codec)) {
      return codecs;
    }
    List<MediaCodec> ordered = new ArrayList<>(codecs);
    ordered.remove(codec);
    ordered.addFirst(codec);
    return ordered;
  }
}
