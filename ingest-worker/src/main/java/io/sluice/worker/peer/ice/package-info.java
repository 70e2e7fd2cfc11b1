/// The lite side of ICE: the addresses that an answer names, the checks that come to them, and the
/// paths that passed one.
///
/// Thread: a session's event loop; exceptions are said where they are.
///
/// Spec: RFC 8445 (ICE-lite), RFC 7675 (consent).
@NullMarked
package io.sluice.worker.peer.ice;

import org.jspecify.annotations.NullMarked;
