/// webrtc-java, which is libwebrtc without a browser, publishing coded pictures in a JVM of its
/// own.
///
/// Thread: callers'.
@NullMarked
package io.sluice.acceptance.libwebrtc;

import org.jspecify.annotations.NullMarked;
