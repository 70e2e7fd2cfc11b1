package io.sluice.worker.whip;

import org.jspecify.annotations.Nullable;

/// What of an HTTP request WHIP looks at; null where the header is missing.
///
/// @param path for the problem document
/// @param body empty when there is none
@SuppressWarnings("ArrayRecordComponent") // never compared
record WhipRequest(
    String path,
    @Nullable String authorization,
    @Nullable String contentType,
    @Nullable String userAgent,
    @Nullable String preflightMethod,
    byte[] body) {}
