package io.sluice.controlplane.history;

import io.sluice.controlplane.process.MediaPorts;

/// Leased ports as records.
final class PortRecords {
  private PortRecords() {}

  static io.sluice.schemas.MediaPorts write(MediaPorts ports) {
    return new io.sluice.schemas.MediaPorts(
        ports.videoRtp(), ports.videoRtcp(), ports.audioRtp(), ports.audioRtcp());
  }

  static MediaPorts read(io.sluice.schemas.MediaPorts ports) {
    return new MediaPorts(
        ports.getVideoRtp(), ports.getVideoRtcp(), ports.getAudioRtp(), ports.getAudioRtcp());
  }
}
