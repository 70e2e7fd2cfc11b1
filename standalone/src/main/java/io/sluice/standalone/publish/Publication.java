package io.sluice.standalone.publish;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One publisher's peer connection and WHIP session.
///
/// Thread: opened, asked and closed by the one thread that owns it; libwebrtc's signalling thread
/// only completes futures.
final class Publication implements AutoCloseable {
  private static final Duration NEGOTIATION_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration STATISTICS_TIMEOUT = Duration.ofSeconds(2);

  private final PublishPlan plan;
  private final boolean onLoopbackAlone = Loopback.isAllThereIs();
  private final WhipClient whip;
  private final RTCPeerConnection peer;
  private final VideoTrack picture;
  private final AudioTrack sound;
  private final CompletableFuture<Void> gathered = new CompletableFuture<>();
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private final CompletableFuture<RTCPeerConnectionState> lost = new CompletableFuture<>();
  private @Nullable URI session;
  private volatile boolean closing;

  /// @param onState told the connection's state on libwebrtc's thread; must not block
  Publication(
      WebRtc webRtc,
      SyntheticMedia media,
      PublishPlan plan,
      WhipClient whip,
      Consumer<RTCPeerConnectionState> onState) {
    this.plan = plan;
    this.whip = whip;
    var configuration = new RTCConfiguration();
    configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
    // It then offers no address, but a lite server learns it from the first check (RFC 8445 §7.3).
    configuration.portAllocatorConfig.setEnableAnyAddressPorts(onLoopbackAlone);
    configuration.portAllocatorConfig.setDisableUdp(plan.tcpOnly());
    peer = webRtc.factory.createPeerConnection(configuration, new Observer(onState));
    picture = webRtc.factory.createVideoTrack("picture", media.picture);
    sound = webRtc.factory.createAudioTrack("sound", media.sound);
    Offering.addPicture(peer, picture, plan.video(), webRtc.factory);
    Offering.addSound(peer, sound);
  }

  /// Offers, and waits until the connection is up.
  void open(URI endpoint) throws PublishFailedException {
    var offer = within(NEGOTIATION_TIMEOUT, Offering.offer(peer), "no offer was made");
    within(NEGOTIATION_TIMEOUT, Offering.takeOwn(peer, offer), "the offer was not taken");
    within(NEGOTIATION_TIMEOUT, gathered, "no addresses were gathered");
    String sdp = peer.getLocalDescription().sdp;
    if (!sdp.contains("a=candidate:") && !onLoopbackAlone) {
      throw new PublishFailedException(
          "libwebrtc found no network address to send from; is a network interface up?");
    }
    WhipSession answered = whip.post(endpoint, sdp);
    session = answered.url();
    within(NEGOTIATION_TIMEOUT, Offering.takeAnswer(peer, answered.answerSdp()), "no answer taken");
    within(
        CONNECT_TIMEOUT,
        connected,
        "the server took the offer, but no connection came about: is its media port reachable by"
            + (plan.tcpOnly() ? " TCP" : " UDP")
            + " at the addresses it gives?"
            + (onLoopbackAlone ? " This machine has no network but loopback." : ""));
  }

  /// Completes when the connection is over though nobody here closed it.
  CompletableFuture<RTCPeerConnectionState> lost() {
    return lost;
  }

  SentSoFar sent() {
    var report = new CompletableFuture<SentSoFar>();
    peer.getStats(stats -> report.complete(SentSoFar.of(stats)));
    try {
      return within(STATISTICS_TIMEOUT, report, "no statistics");
    } catch (PublishFailedException e) {
      return SentSoFar.NOTHING;
    }
  }

  /// Ends the session at the server and frees what is native. A second call would crash libwebrtc,
  /// so there must be none.
  @Override
  public void close() {
    closing = true;
    if (session != null) {
      whip.delete(session);
    }
    for (RTCRtpSender sender : peer.getSenders()) {
      peer.removeTrack(sender); // a track that is still in use cannot be disposed of
    }
    peer.close();
    picture.dispose();
    sound.dispose();
  }

  private static <T> T within(Duration limit, CompletableFuture<T> future, String otherwise)
      throws PublishFailedException {
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new PublishFailedException(otherwise + " (waited " + limit.toSeconds() + " s)");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof PublishFailedException cause
          ? cause
          : new PublishFailedException(otherwise + ": " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishFailedException("stopped");
    }
  }

  private final class Observer implements PeerConnectionObserver {
    private final Consumer<RTCPeerConnectionState> onState;

    Observer(Consumer<RTCPeerConnectionState> onState) {
      this.onState = onState;
    }

    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {
      // All candidates go with the offer: not every WHIP server takes them later.
    }

    @Override
    public void onIceGatheringChange(RTCIceGatheringState state) {
      if (state == RTCIceGatheringState.COMPLETE) {
        gathered.complete(null);
      }
    }

    @Override
    public void onConnectionChange(RTCPeerConnectionState state) {
      if (closing) {
        return; // our own doing
      }
      onState.accept(state);
      switch (state) {
        case CONNECTED -> connected.complete(null);
        case FAILED, CLOSED -> {
          connected.completeExceptionally(new PublishFailedException("the connection failed"));
          lost.complete(state);
        }
        case NEW, CONNECTING, DISCONNECTED -> {}
      }
    }
  }
}
