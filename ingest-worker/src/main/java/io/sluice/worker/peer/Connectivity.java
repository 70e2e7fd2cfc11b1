package io.sluice.worker.peer;

import io.sluice.worker.stun.StunMessage.BindingRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The paths of one session: answers its connectivity checks, remembers those that passed one, says
/// where to send.
///
/// Thread: the event loop, but for [#target].
final class Connectivity {
  /// Paths a publisher may try at a time; the oldest is forgotten for a new one.
  private static final int MAX_PATHS = 16;

  private final PublisherPeer peer;
  private final PeerServices services;
  private final IceLite ice;
  private final Deque<Path> paths = new ArrayDeque<>();

  Connectivity(PublisherPeer peer, IceLite ice, PeerServices services) {
    this.peer = peer;
    this.ice = ice;
    this.services = services;
  }

  /// Answers a check as it deserves.
  ///
  /// @return true when the source is the publisher's
  boolean check(BindingRequest request, Path source, long nowNanos) {
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

  boolean isAuthentic(BindingRequest request) {
    return ice.isAuthentic(request);
  }

  /// Where to send; null before any valid check. Thread: any.
  @Nullable Path target() {
    return ice.target();
  }

  long silentNanos(long nowNanos) {
    return ice.silentNanos(nowNanos);
  }

  boolean sawWrongPassword() {
    return ice.sawWrongPassword();
  }

  private void learn(Path source) {
    services.sessions().learn(source, peer);
    if (paths.contains(source)) {
      return;
    }
    if (paths.size() == MAX_PATHS) {
      services.sessions().forget(paths.removeFirst(), peer);
    }
    paths.addLast(source);
  }

  private void send(byte[] response, Path source) {
    source.send(response, 0, response.length);
  }
}
