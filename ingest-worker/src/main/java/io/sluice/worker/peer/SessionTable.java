package io.sluice.worker.peer;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Which session a datagram belongs to: STUN by our ufrag, all else by the address it comes from.
///
/// An address is in here only after a valid connectivity check from it; a session has two ufrags
/// while its ICE restarts. Thread: sessions are added from any thread, all else is the event
/// loop's.
final class SessionTable {
  private final Set<PublisherPeer> peers = ConcurrentHashMap.newKeySet();
  private final Map<String, PublisherPeer> byUfrag = new ConcurrentHashMap<>();
  private final Map<InetSocketAddress, PublisherPeer> byAddress = new HashMap<>();

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

  @Nullable PublisherPeer at(InetSocketAddress address) {
    return byAddress.get(address);
  }

  /// The latest session that proved to be behind the address has it.
  void learn(InetSocketAddress address, PublisherPeer peer) {
    byAddress.put(address, peer);
  }

  void forget(InetSocketAddress address, PublisherPeer peer) {
    byAddress.remove(address, peer);
  }

  void remove(PublisherPeer peer) {
    peers.remove(peer);
    byUfrag.values().removeIf(other -> other == peer);
    byAddress.values().removeIf(other -> other == peer);
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
