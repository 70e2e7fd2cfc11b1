package io.sluice.worker.peer.ice;

import io.sluice.worker.peer.tally.DropReason;
import io.sluice.worker.peer.tally.Tally;
import io.sluice.worker.stun.StunMessage.BindingRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The paths of one session: answers its connectivity checks, remembers those that passed one, says
/// where to send.
///
/// While ICE restarts there are two ICE sessions: media goes by the old one until the publisher
/// nominates a path of the new one (RFC 9725 §4.3.3, RFC 8445 §9), which may never happen.
///
/// Thread: the event loop, but for [#target] and [#restart].
public final class Connectivity {
  /// Paths a publisher may try at a time; the oldest is forgotten for a new one.
  private static final int MAX_PATHS = 16;

  private final PathRegistry registry;
  private final Tally tally;
  private final Deque<Path> paths = new ArrayDeque<>();
  private volatile IceLite ice;
  private volatile @Nullable IceLite restarting;
  private boolean refusedAny;

  public Connectivity(IceLite ice, PathRegistry registry, Tally tally) {
    this.ice = ice;
    this.registry = registry;
    this.tally = tally;
  }

  /// Lets checks with new credentials in; those of a restart that came to nothing go out. Thread:
  /// any.
  public synchronized void restart(IceLite next) {
    if (restarting != null) {
      registry.forget(restarting.ufrag());
    }
    restarting = next;
    registry.add(next.ufrag());
  }

  /// Answers a check as it deserves.
  ///
  /// @return true when the source is the publisher's
  public boolean check(BindingRequest request, Path source, long nowNanos) {
    IceLite asked = asked(request);
    return switch (asked.check(request, source, nowNanos)) {
      case IceLite.Verdict.NotAuthentic() -> {
        tally.dropped(DropReason.STUN_NOT_AUTHENTIC);
        yield false;
      }
      case IceLite.Verdict.Refused(byte[] response) -> {
        refusedAny = true;
        send(response, source);
        yield false;
      }
      case IceLite.Verdict.Valid(byte[] response) -> {
        send(response, source);
        learn(source);
        if (asked != ice && request.useCandidate()) {
          finishRestart(asked);
        }
        yield true;
      }
    };
  }

  public boolean isAuthentic(BindingRequest request) {
    return asked(request).isAuthentic(request);
  }

  /// Where to send; null before any valid check. Thread: any.
  public @Nullable Path target() {
    return ice.target();
  }

  /// Since the last valid check: each renews the publisher's consent (RFC 7675 §5.1).
  public long silentNanos(long nowNanos) {
    long silent = ice.silentNanos(nowNanos);
    IceLite next = restarting;
    return next == null || next.target() == null
        ? silent
        : Math.min(silent, next.silentNanos(nowNanos));
  }

  public boolean sawWrongPassword() {
    IceLite next = restarting;
    return ice.sawWrongPassword() || next != null && next.sawWrongPassword();
  }

  /// Whether the publisher sent checks that it was told not to send so.
  public boolean refusedAny() {
    return refusedAny;
  }

  private IceLite asked(BindingRequest request) {
    IceLite next = restarting;
    return next != null && next.ufrag().equals(request.localUfrag()) ? next : ice;
  }

  /// Unless another restart has overtaken it.
  private synchronized void finishRestart(IceLite nominated) {
    if (nominated != restarting) {
      return;
    }
    registry.forget(ice.ufrag());
    ice = nominated;
    restarting = null;
  }

  private void learn(Path source) {
    registry.learn(source);
    if (paths.contains(source)) {
      return;
    }
    if (paths.size() == MAX_PATHS) {
      registry.forget(paths.removeFirst());
    }
    paths.addLast(source);
  }

  private void send(byte[] response, Path source) {
    source.send(response, 0, response.length);
  }
}
