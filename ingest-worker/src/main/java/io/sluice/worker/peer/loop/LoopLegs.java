package io.sluice.worker.peer.loop;

import io.sluice.worker.legs.LegOutput;
import io.sluice.worker.udp.DatagramPort;
import io.sluice.worker.udp.UdpAddress;

/// One loop's way to every FFmpeg: a loopback socket whose datagrams go out with the loop's batch.
///
/// Thread: the loop's, but for [#afterwards].
final class LoopLegs implements LegOutput {
  private final DatagramPort port;
  private final MediaLoop loop;

  LoopLegs(DatagramPort port, MediaLoop loop) {
    this.port = port;
    this.loop = loop;
  }

  @Override
  public void add(byte[] buffer, int offset, int length, UdpAddress destination) {
    port.add(buffer, offset, length, destination);
  }

  @Override
  public void keepOrder() {
    port.keepOrder();
  }

  @Override
  public void afterwards(Runnable task) {
    if (!loop.tryExecute(
        () -> {
          port.flush();
          task.run();
        })) {
      task.run();
    }
  }
}
