/// The STUN messages that an ICE-lite server reads and writes: binding requests and their answers,
/// and a request writer for tests and for warming up.
///
/// Reading never throws: what is no usable message is a value.
///
/// Thread: stateless; all static methods are pure but for the thread's HMAC.
///
/// Spec: RFC 8489, RFC 8445 (§7.3, §16), RFC 7983.
@NullMarked
package io.sluice.worker.stun;

import org.jspecify.annotations.NullMarked;
