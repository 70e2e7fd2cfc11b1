package io.sluice.worker.peer;

import io.sluice.whip.EntityTag;
import io.sluice.whip.IfMatch;
import io.sluice.worker.sdp.AgreedMedia;
import io.sluice.worker.sdp.Agreement;
import io.sluice.worker.sdp.FragmentWriter;
import io.sluice.worker.sdp.IceCredentials;
import io.sluice.worker.sdp.IceFragment;
import io.sluice.worker.sdp.LocalTransport;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The ICE sessions of one publisher as offer, answer and PATCH speak of them, one after the other.
///
/// Thread: any; guarded by itself.
final class IceNegotiation {
  /// Lets checks of the new credentials in.
  @FunctionalInterface
  interface Restart {
    void begin(IceCredentials local, IceCredentials remote);
  }

  private final Agreement agreement;
  private final LocalTransport transport;
  private final SecureRandom random;
  private final Restart restart;

  // guarded by this
  private EntityTag tag;
  private IceCredentials remote;
  private @Nullable IceCredentials remoteBefore;

  /// @param transport as the answer told it
  IceNegotiation(
      Agreement agreement,
      LocalTransport transport,
      EntityTag first,
      SecureRandom random,
      Restart restart) {
    this.agreement = agreement;
    this.transport = transport;
    this.random = random;
    this.restart = restart;
    this.tag = first;
    this.remote = agreement.remoteIce();
  }

  synchronized EntityTag tag() {
    return tag;
  }

  /// Two requests at the same time come one after the other: of two restarts that name the same
  /// tag, the second is stale.
  synchronized IceUpdate update(IfMatch ifMatch, IceFragment fragment) {
    if (!ifMatch.matches(tag)) {
      return new IceUpdate.Stale();
    }
    if (!fits(fragment.mids())) {
      return new IceUpdate.Unprocessable("the fragment names no media section of this session");
    }
    Optional<IceCredentials> named = fragment.credentials();
    if (named.isEmpty() || named.get().equals(remote)) {
      return new IceUpdate.Trickled();
    }
    // A candidate of the session before, sent with `*`, that a restart has overtaken.
    return named.get().equals(remoteBefore) ? new IceUpdate.Stale() : restarted(named.get());
  }

  private IceUpdate restarted(IceCredentials newRemote) {
    IceSession next = IceSession.create(random);
    remoteBefore = remote;
    remote = newRemote;
    tag = next.tag();
    restart.begin(next.local(), newRemote);
    return new IceUpdate.Restarted(
        next.tag(), FragmentWriter.write(agreement, transport.with(next.local())));
  }

  /// Sections of others are ignored where one is ours (RFC 8840 §4.4).
  private boolean fits(List<String> mids) {
    return mids.isEmpty()
        || agreement.media().stream().map(AgreedMedia::mid).anyMatch(mids::contains);
  }
}
