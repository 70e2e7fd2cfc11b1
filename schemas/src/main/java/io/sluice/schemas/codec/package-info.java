/// Records to bytes and back: Avro single-object encoding, told apart by fingerprint, with
/// unreadable bytes as a value and never as an exception.
///
/// Core: bytes in, a record or a problem out; no I/O beyond reading the published schemas once.
/// Spec: Avro 1.12 specification, "Single-object encoding" and "Schema fingerprints". Thread:
/// everything here is immutable and may be shared.
@NullMarked
package io.sluice.schemas.codec;

import org.jspecify.annotations.NullMarked;
