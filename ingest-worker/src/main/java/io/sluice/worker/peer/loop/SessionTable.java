package io.sluice.worker.peer.loop;

import io.sluice.worker.peer.ice.Path;
import io.sluice.worker.peer.ice.PathRegistry;
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
public final class SessionTable {
  private final Set<LoopSession> peers = ConcurrentHashMap.newKeySet();
  private final Map<String, LoopSession> byUfrag = new ConcurrentHashMap<>();
  private final Map<UdpAddress, Known> byAddress = new ConcurrentHashMap<>();
  private final Map<Path, LoopSession> byConnection = new ConcurrentHashMap<>();

  /// A path of a session.
  public record Known(LoopSession peer, Path path) {}

  public void add(String ufrag, LoopSession peer) {
    peers.add(peer);
    byUfrag.put(ufrag, peer);
  }

  @Nullable LoopSession named(String ufrag) {
    return byUfrag.get(ufrag);
  }

  /// Allocates nothing.
  @Nullable Known at(UdpAddress address) {
    return byAddress.get(address);
  }

  /// The session that has the path; null when it has none.
  @Nullable LoopSession on(Path path) {
    if (path instanceof Path.Udp udp) {
      Known known = at(udp.address());
      return known == null ? null : known.peer();
    }
    return byConnection.get(path);
  }

  /// The part of this table that one session keeps up to date.
  public PathRegistry registryOf(LoopSession peer) {
    return new PathRegistry() {
      @Override
      public void add(String ufrag) {
        SessionTable.this.add(ufrag, peer);
      }

      @Override
      public void forget(String ufrag) {
        byUfrag.remove(ufrag, peer);
      }

      @Override
      public void learn(Path path) {
        if (path instanceof Path.Udp udp) {
          byAddress.put(udp.address(), new Known(peer, path));
        } else {
          byConnection.put(path, peer);
        }
      }

      @Override
      public void forget(Path path) {
        if (path instanceof Path.Udp udp) {
          byAddress.remove(udp.address(), new Known(peer, path));
        } else {
          byConnection.remove(path, peer);
        }
      }
    };
  }

  public void remove(LoopSession peer) {
    peers.remove(peer);
    byUfrag.values().removeIf(other -> other == peer);
    byAddress.values().removeIf(known -> known.peer() == peer);
    byConnection.values().removeIf(other -> other == peer);
  }

  public Collection<LoopSession> all() {
    return peers;
  }

  /// How many have not finished their handshake.
  public long connecting() {
    return peers.stream().filter(peer -> !peer.isConnected()).count();
  }

  public int size() {
    return peers.size();
  }
}
