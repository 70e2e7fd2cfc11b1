package io.sluice.worker.legs;

import io.sluice.worker.udp.UdpAddress;

/// Where an event loop collects what goes to FFmpeg until its batch is sent.
///
/// Thread: the loop's, but for [#afterwards].
public interface LegOutput {
  /// Takes a datagram; those to one destination stay in order.
  ///
  /// @param buffer copied
  void add(byte[] buffer, int offset, int length, UdpAddress destination);

  /// From here on no datagram overtakes one added before, whatever its destination.
  void keepOrder();

  /// Runs the task once all that was added before is with the kernel. Thread: any.
  void afterwards(Runnable task);
}
