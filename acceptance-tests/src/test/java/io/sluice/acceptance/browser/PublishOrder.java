package io.sluice.acceptance.browser;

import org.jspecify.annotations.Nullable;

/// What a browser is to publish, and where to.
///
/// @param url the WHIP endpoint
/// @param codec the only video codec offered, as in its MIME type: `H264` or `VP8`
/// @param width of the camera's picture, pixels
/// @param height of the camera's picture, pixels
/// @param token sent as a bearer token; null for none
public record PublishOrder(
    String url, String codec, int width, int height, @Nullable String token) {
  public static PublishOrder of(String url, String codec) {
    return new PublishOrder(url, codec, 640, 360, null);
  }

  public PublishOrder withToken(String bearer) {
    return new PublishOrder(url, codec, width, height, bearer);
  }
}
