package io.sluice.acceptance.browser;

import org.jspecify.annotations.Nullable;

/// What the page says of one publish.
///
/// @param state `answered`, `trickled`, `refused`, `failed`, `deleted`, `vanished`, or the
///   browser's own `connectionState`
/// @param status of the HTTP answer it is about; 0 when about none
/// @param location the `Location` header as the page could read it; null when it was hidden or
///   absent
/// @param sessionUrl the WHIP session's absolute URL
/// @param etag the `ETag` header as the page could read it
/// @param body of the refusal, or the error's text
/// @param frames pictures sent so far
/// @param height of the last picture sent, pixels
/// @param candidates how many were in the offer, or in the trickle
public record Report(
    int id,
    String state,
    int status,
    @Nullable String location,
    @Nullable String sessionUrl,
    @Nullable String etag,
    @Nullable String body,
    int frames,
    int height,
    int candidates) {}
