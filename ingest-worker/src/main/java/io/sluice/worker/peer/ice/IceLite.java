package io.sluice.worker.peer.ice;

import io.sluice.worker.sdp.IceCredentials;
import io.sluice.worker.stun.StunMessage.BindingRequest;
import io.sluice.worker.stun.StunWriter;
import org.jspecify.annotations.Nullable;

/// The lite side of ICE for one session (RFC 8445 §2.5): answers checks, sends none, goes where the
/// publisher nominates.
///
/// Thread: the event loop, but for [#target].
public final class IceLite {
  private final IceCredentials local;
  private final String expectedUsername;
  private volatile @Nullable Path target;
  private boolean nominated;
  private boolean wrongPassword;
  private long lastCheckNanos;

  public IceLite(IceCredentials local, IceCredentials remote) {
    this.local = local;
    this.expectedUsername = local.ufrag() + ":" + remote.ufrag();
  }

  /// What to do about a request.
  public sealed interface Verdict {
    /// Not from the publisher: silence (RFC 8445 §7.3 asks for an error; it would answer
    /// strangers).
    record NotAuthentic() implements Verdict {}

    /// From the publisher, but not to be followed: answer only.
    record Refused(byte[] response) implements Verdict {}

    /// The address is the publisher's.
    record Valid(byte[] response) implements Verdict {}
  }

  /// Our name in the checks that are meant for this ICE session.
  public String ufrag() {
    return local.ufrag();
  }

  public Verdict check(BindingRequest request, Path source, long nowNanos) {
    if (!isAuthentic(request)) {
      wrongPassword = true;
      return new Verdict.NotAuthentic();
    }
    if (!request.unknownRequired().isEmpty()) {
      return new Verdict.Refused(
          StunWriter.unknownAttributes(
              request.transactionId(), request.unknownRequired(), local.pwd()));
    }
    if (request.controlled().isPresent()) {
      // A lite agent is always controlled (RFC 8445 §6.1.1): the publisher must change its role.
      return refused(request, 487, "Role Conflict");
    }
    lastCheckNanos = nowNanos;
    follow(source, request.useCandidate());
    return new Verdict.Valid(
        StunWriter.success(request.transactionId(), source.remote(), local.pwd()));
  }

  /// Whether the request is the publisher's.
  public boolean isAuthentic(BindingRequest request) {
    return request.username().equals(expectedUsername) && request.isAuthentic(local.pwd());
  }

  /// Where to send: the nominated address, before that the first that was valid. Null before any
  /// valid check. Thread: any.
  public @Nullable Path target() {
    return target;
  }

  public long silentNanos(long nowNanos) {
    return nowNanos - lastCheckNanos;
  }

  public boolean sawWrongPassword() {
    return wrongPassword;
  }

  private void follow(Path source, boolean useCandidate) {
    if (useCandidate || target == null || !nominated && !source.equals(target)) {
      target = source;
    }
    nominated |= useCandidate;
  }

  private Verdict refused(BindingRequest request, int code, String reason) {
    return new Verdict.Refused(
        StunWriter.error(request.transactionId(), code, reason, local.pwd()));
  }
}
