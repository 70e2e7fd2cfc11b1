package io.sluice.standalone.publish;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;

/// libwebrtc in this JVM. Its native threads keep the JVM alive until it is closed.
final class WebRtc implements AutoCloseable {
  private static final String WHAT_TO_INSTALL =
      "libpulse0 libudev1 libx11-6 libxfixes3" + " libxrandr2 libxcomposite1 libdbus-1-3";

  final PeerConnectionFactory factory;
  private final AudioDeviceModule audio;

  private WebRtc(PeerConnectionFactory factory, AudioDeviceModule audio) {
    this.factory = factory;
    this.audio = audio;
  }

  static WebRtc load() throws PublishFailedException {
    try {
      // Without an audio module, and with the headless one beside a source of our own, libwebrtc
      // aborts the JVM; the dummy one needs no sound device.
      var audio = new AudioDeviceModule(AudioLayer.kDummyAudio);
      return new WebRtc(new PeerConnectionFactory(audio), audio);
    } catch (LinkageError e) {
      throw new PublishFailedException(
          "libwebrtc cannot be loaded on this machine ("
              + e.getMessage()
              + "); it needs the Debian packages "
              + WHAT_TO_INSTALL);
    }
  }

  @Override
  public void close() {
    factory.dispose();
    audio.dispose();
  }
}
