/// A WHIP client that publishes synthetic picture and sound by libwebrtc (webrtc-java): the demo's
/// publisher, and a generator of load.
///
/// Thread: one thread of its own a publisher, one for pictures and one for sound; libwebrtc calls
/// back on threads of its own, which must not be blocked and on which nothing may be closed. Spec:
/// RFC 9725.
@NullMarked
package io.sluice.standalone.publish;

import org.jspecify.annotations.NullMarked;
