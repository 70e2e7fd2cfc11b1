package io.sluice.worker.ports;

import java.util.List;

/// Four adjacent ports: FFmpeg binds RTCP on the port above each RTP port, whatever it is told.
public record PortBlock(int first) {
  static final int SIZE = 4;

  public int videoRtp() {
    return first;
  }

  public int videoRtcp() {
    return first + 1;
  }

  public int audioRtp() {
    return first + 2;
  }

  public int audioRtcp() {
    return first + 3;
  }

  public List<Integer> all() {
    return List.of(videoRtp(), videoRtcp(), audioRtp(), audioRtcp());
  }
}
