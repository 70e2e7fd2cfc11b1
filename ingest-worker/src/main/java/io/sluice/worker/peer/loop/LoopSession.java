package io.sluice.worker.peer.loop;

import io.sluice.worker.peer.ice.Path;
import io.sluice.worker.stun.StunMessage.BindingRequest;
import java.util.concurrent.CompletableFuture;

/// A session as the loops know it: what they bring to it.
///
/// Thread: the session's loop, but for the first five.
public interface LoopSession {
  SessionHome home();

  default boolean livesOn(MediaLoop loop) {
    return home().loop() == loop;
  }

  /// Whether its handshake is over.
  boolean isConnected();

  /// Ends it soon: the server closes.
  void shutDown();

  /// Done when the publisher has been told that it is over, or could never be.
  CompletableFuture<?> lastWord();

  /// Whether nothing ties the session to its loop yet, and the check is the one that will.
  boolean mayMoveFor(BindingRequest check);

  void stun(BindingRequest request, Path source, long nowNanos);

  void dtls(byte[] buffer, int offset, int length, Path source);

  void media(byte[] buffer, int offset, int length, long nowNanos);

  /// What is due by time.
  void tick(long nowNanos);
}
