package io.sluice.acceptance.browser;

import org.jspecify.annotations.Nullable;

/// What a browser is to publish, and where to.
///
/// @param url the WHIP endpoint
/// @param codec the only video codec offered, as in its MIME type: `H264` or `VP8`
/// @param audioCodec the only audio codec offered, as in its MIME type
/// @param width of the picture, pixels
/// @param height of the picture, pixels
/// @param isCoded publish coded pictures and a beep a second, not the fake camera
/// @param isTrickling send candidates by PATCH as they are found, RFC 9725 §4.3.2
/// @param token sent as a bearer token; null for none
public record PublishOrder(
    String url,
    String codec,
    String audioCodec,
    int width,
    int height,
    boolean isCoded,
    boolean isTrickling,
    @Nullable String token) {
  public static PublishOrder of(String url, String codec) {
    return new PublishOrder(url, codec, "opus", 640, 360, false, false, null);
  }

  public PublishOrder withToken(String bearer) {
    return new PublishOrder(url, codec, audioCodec, width, height, isCoded, isTrickling, bearer);
  }

  public PublishOrder withAudio(String audio) {
    return new PublishOrder(url, codec, audio, width, height, isCoded, isTrickling, token);
  }

  public PublishOrder coded() {
    return new PublishOrder(url, codec, audioCodec, width, height, true, isTrickling, token);
  }

  public PublishOrder trickling() {
    return new PublishOrder(url, codec, audioCodec, width, height, isCoded, true, token);
  }
}
