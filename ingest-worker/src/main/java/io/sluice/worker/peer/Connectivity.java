package io.sluice.worker.peer;

import io.sluice.worker.stun.StunMessage.BindingRequest;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The paths of one session: answers its connectivity checks, remembers the addresses that passed
/// one, says where to send.
///
/// Thread: the event loop, but for [#target].
final class Connectivity {
  /// Paths a publisher may try at a time; the oldest is forgotten for a new one.
  private static final int MAX_ADDRESSES = 16;

  private final PublisherPeer peer;
  private final PeerServices services;
  private final IceLite ice;
  private final Deque<InetSocketAddress> addresses = new ArrayDeque<>();

  Connectivity(PublisherPeer peer, IceLite ice, PeerServices services) {
    this.peer = peer;
    this.ice = ice;
    this.services = services;
  }

  /// Answers a check as it deserves.
  ///
  /// @return true when the source is the publisher's
  boolean check(BindingRequest request, InetSocketAddress source, long nowNanos) {
    return switch (ice.check(request, source, nowNanos)) {
      case IceLite.Verdict.NotAuthentic() -> {
        services.tally().dropped(DropReason.STUN_NOT_AUTHENTIC);
        yield false;
      }
      case IceLite.Verdict.Refused(byte[] response) -> {
        send(response, source);
        yield false;
      }
      case IceLite.Verdict.Valid(byte[] response) -> {
        send(response, source);
        learn(source);
        yield true;
      }
    };
  }

  /// Where to send; null before any valid check. Thread: any.
  @Nullable InetSocketAddress target() {
    return ice.target();
  }

  long silentNanos(long nowNanos) {
    return ice.silentNanos(nowNanos);
  }

  boolean sawWrongPassword() {
    return ice.sawWrongPassword();
  }

  private void learn(InetSocketAddress source) {
    services.sessions().learn(source, peer);
    if (addresses.contains(source)) {
      return;
    }
    if (addresses.size() == MAX_ADDRESSES) {
      services.sessions().forget(addresses.removeFirst(), peer);
    }
    addresses.addLast(source);
  }

  private void send(byte[] response, InetSocketAddress source) {
    services.port().send(response, 0, response.length, source);
  }
}
