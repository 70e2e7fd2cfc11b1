/// SRTP and SRTCP: keys from a DTLS handshake in, decrypted packets in place out. Around jitsi-srtp
/// with its OpenSSL provider.
///
/// Outcomes are values; a forged, repeated or damaged packet throws nothing.
///
/// Thread: an [SrtpSession] belongs to one thread at a time.
///
/// Spec: RFC 3711, RFC 5764 §4, RFC 7714.
@NullMarked
package io.sluice.worker.srtp;

import org.jspecify.annotations.NullMarked;
