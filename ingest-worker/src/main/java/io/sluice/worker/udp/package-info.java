/// The kernel's UDP: datagrams in and out in batches, by the Linux system calls themselves or by
/// NIO, behind one interface.
///
/// Thread: one event loop owns a port; [io.sluice.worker.udp.DatagramPort#wakeUp] and
/// [io.sluice.worker.udp.DatagramPort#send] are for any.
///
/// Spec: recvmmsg(2), sendmmsg(2), udp(7), cmsg(3), eventfd(2); RFC 4291 §2.5.5.2 (mapped
/// addresses).
@NullMarked
package io.sluice.worker.udp;

import org.jspecify.annotations.NullMarked;
