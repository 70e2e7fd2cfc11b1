package io.sluice.worker.peer;

import io.sluice.worker.udp.UdpAddress;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Which session a datagram belongs to: STUN by our ufrag, all else by the path it comes on.
///
/// A path is in here only after a valid connectivity check on it; a session has two ufrags while
/// its ICE restarts. Thread: any; every loop looks here, for a datagram may come to another loop
/// than its session's.
final class SessionTable {
  private final Set<PublisherPeer> peers = ConcurrentHashMap.newKeySet();
  private final Map<String, PublisherPeer> byUfrag = new ConcurrentHashMap<>();
  private final Map<UdpAddress, Known> byAddress = new ConcurrentHashMap<>();
  private final Map<TcpConnection, PublisherPeer> byConnection = new ConcurrentHashMap<>();

  /// A path of a session.
  record Known(PublisherPeer peer, Path path) {}

  void add(String ufrag, PublisherPeer peer) {
    peers.add(peer);
    byUfrag.put(ufrag, peer);
  }

  /// The session goes on under its other ufrag.
  void forget(String ufrag, PublisherPeer peer) {
    byUfrag.remove(ufrag, peer);
  }

  @Nullable PublisherPeer named(String ufrag) {
    return byUfrag.get(ufrag);
  }

  /// Allocates nothing.
  @Nullable Known at(UdpAddress address) {
    return byAddress.get(address);
  }

  /// The session that has the path; null when it has none.
  @Nullable PublisherPeer on(Path path) {
    return switch (path) {
      case Path.Udp udp -> {
        Known known = at(udp.address());
        yield known == null ? null : known.peer();
      }
      case TcpConnection tcp -> byConnection.get(tcp);
    };
  }

  /// The latest session that proved to be behind the path has it.
  void learn(Path path, PublisherPeer peer) {
    switch (path) {
      case Path.Udp udp -> byAddress.put(udp.address(), new Known(peer, path));
      case TcpConnection tcp -> byConnection.put(tcp, peer);
    }
  }

  void forget(Path path, PublisherPeer peer) {
    switch (path) {
      case Path.Udp udp -> byAddress.remove(udp.address(), new Known(peer, path));
      case TcpConnection tcp -> byConnection.remove(tcp, peer);
    }
  }

  void remove(PublisherPeer peer) {
    peers.remove(peer);
    byUfrag.values().removeIf(other -> other == peer);
    byAddress.values().removeIf(known -> known.peer() == peer);
    byConnection.values().removeIf(other -> other == peer);
  }

  Collection<PublisherPeer> all() {
    return peers;
  }

  /// How many have not finished their handshake.
  long connecting() {
    return peers.stream().filter(peer -> !peer.isConnected()).count();
  }

  int size() {
    return peers.size();
  }
}
