package io.sluice.controlplane;

import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// Runs a control plane until the process is asked to end.
public final class Main {
  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    ControlPlane controlPlane = ControlPlane.start(Map.of());
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  controlPlane.close();
                  ended.countDown();
                },
                "control-plane-shutdown"));
    ended.await();
  }
}
