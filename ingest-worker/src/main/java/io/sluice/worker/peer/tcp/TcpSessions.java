package io.sluice.worker.peer.tcp;

import io.sluice.worker.peer.ice.Path;

/// Who takes what comes by TCP.
///
/// Thread: any.
public interface TcpSessions {
  /// Whether a session has the path.
  boolean has(Path path);

  /// Leads a datagram to its session; may wait a while for room, and the sender's TCP with it.
  ///
  /// @param frame the receiver's own
  void received(byte[] frame, Path from, long nowNanos) throws InterruptedException;
}
