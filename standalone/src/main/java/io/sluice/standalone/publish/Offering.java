package io.sluice.standalone.publish;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpCodecCapability;
import dev.onvoid.webrtc.RTCRtpEncodingParameters;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/// What a publisher sends, and libwebrtc's callbacks for descriptions as futures.
final class Offering {
  private Offering() {}

  /// Adds a track of sound that is only sent. libwebrtc offers Opus first by itself.
  static void addSound(RTCPeerConnection peer, MediaStreamTrack track) {
    peer.addTransceiver(track, sendOnly(new RTCRtpEncodingParameters()));
  }

  /// Adds a track of pictures that is only sent, in the one codec asked for.
  static void addPicture(
      RTCPeerConnection peer, MediaStreamTrack track, SentVideo video, PeerConnectionFactory of) {
    var encoding = new RTCRtpEncodingParameters();
    encoding.maxBitrate = video.maxBitsPerSecond();
    var transceiver = peer.addTransceiver(track, sendOnly(encoding));
    transceiver.setCodecPreferences(codecs(video.codec(), of));
  }

  static CompletableFuture<RTCSessionDescription> offer(RTCPeerConnection peer) {
    var made = new CompletableFuture<RTCSessionDescription>();
    peer.createOffer(
        new RTCOfferOptions(),
        new CreateSessionDescriptionObserver() {
          @Override
          public void onSuccess(RTCSessionDescription description) {
            made.complete(description);
          }

          @Override
          public void onFailure(String error) {
            made.completeExceptionally(
                new PublishFailedException("no offer could be made: " + error));
          }
        });
    return made;
  }

  static CompletableFuture<Void> takeOwn(RTCPeerConnection peer, RTCSessionDescription offer) {
    var taken = new Taken("libwebrtc does not take its own offer: ");
    peer.setLocalDescription(offer, taken);
    return taken.done;
  }

  static CompletableFuture<Void> takeAnswer(RTCPeerConnection peer, String sdp) {
    var taken = new Taken("the server's answer cannot be used: ");
    peer.setRemoteDescription(new RTCSessionDescription(RTCSdpType.ANSWER, sdp), taken);
    return taken.done;
  }

  private static RTCRtpTransceiverInit sendOnly(RTCRtpEncodingParameters encoding) {
    var init = new RTCRtpTransceiverInit();
    init.direction = RTCRtpTransceiverDirection.SEND_ONLY;
    init.streamIds = List.of("sluice");
    init.sendEncodings = List.of(encoding);
    return init;
  }

  /// The codec in each profile that libwebrtc knows, and the repair by retransmission (RFC 4588).
  private static List<RTCRtpCodecCapability> codecs(VideoCodec codec, PeerConnectionFactory of) {
    return of.getRtpSenderCapabilities(MediaType.VIDEO).getCodecs().stream()
        .filter(known -> {
          String name = known.getName().toUpperCase(Locale.ROOT);
          return name.equals(codec.name()) || name.equals("RTX");
        })
        .toList();
  }

  private static final class Taken implements SetSessionDescriptionObserver {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final String prefix;

    Taken(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public void onSuccess() {
      done.complete(null);
    }

    @Override
    public void onFailure(String error) {
      done.completeExceptionally(new PublishFailedException(prefix + error));
    }
  }
}
