package io.sluice.acceptance.browser;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a browser is to publish, and where to.
///
/// @param url the WHIP endpoint
/// @param codec the only video codec offered, as in its MIME type, such as `H264`
/// @param audioCodec the only audio codec offered, as in its MIME type
/// @param kinds of tracks: `video`, `audio`
/// @param width of the picture, pixels
/// @param height of the picture, pixels
/// @param isCoded publish coded pictures and a beep a second, not the fake camera
/// @param isTrickling send candidates by PATCH as they are found, RFC 9725 §4.3.2
/// @param scalabilityMode of the video encoder, such as `L2T1`; null for the browser's choice
/// @param token sent as a bearer token; null for none
public record PublishOrder(
    String url,
    String codec,
    String audioCodec,
    List<String> kinds,
    int width,
    int height,
    boolean isCoded,
    boolean isTrickling,
    @Nullable String scalabilityMode,
    @Nullable String token) {
  public static PublishOrder of(String url, String codec) {
    List<String> both = List.of("video", "audio");
    return new PublishOrder(url, codec, "opus", both, 640, 360, false, false, null, null);
  }

  public PublishOrder withToken(String bearer) {
    return with(audioCodec, kinds, isCoded, isTrickling, scalabilityMode, bearer);
  }

  public PublishOrder withAudio(String audio) {
    return with(audio, kinds, isCoded, isTrickling, scalabilityMode, token);
  }

  public PublishOrder withoutAudio() {
    return with(audioCodec, List.of("video"), isCoded, isTrickling, scalabilityMode, token);
  }

  public PublishOrder withoutVideo() {
    return with(audioCodec, List.of("audio"), isCoded, isTrickling, scalabilityMode, token);
  }

  public PublishOrder coded() {
    return with(audioCodec, kinds, true, isTrickling, scalabilityMode, token);
  }

  public PublishOrder trickling() {
    return with(audioCodec, kinds, isCoded, true, scalabilityMode, token);
  }

  public PublishOrder scaledBy(String mode) {
    return with(audioCodec, kinds, isCoded, isTrickling, mode, token);
  }

  private PublishOrder with(
      String audio,
      List<String> tracks,
      boolean coded,
      boolean trickling,
      @Nullable String mode,
      @Nullable String bearer) {
    return new PublishOrder(
        url, codec, audio, tracks, width, height, coded, trickling, mode, bearer);
  }
}
