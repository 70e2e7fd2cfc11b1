package io.sluice.worker.peer.ice;

/// Tells the datagrams of one session from those of others: by our names in checks, and by the
/// paths that passed one.
///
/// Thread: any.
public interface PathRegistry {
  void add(String ufrag);

  /// The session goes on under its other name.
  void forget(String ufrag);

  /// Whoever proved last to be behind the path has it.
  void learn(Path path);

  void forget(Path path);
}
