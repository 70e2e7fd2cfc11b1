package io.sluice.controlplane;

import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// Runs a control plane until the process is asked to end.
public final class Main {
  static final String LOGBACK = "control-plane-logback.xml";
  private static final String LOGBACK_FILE = "logback.configurationFile";

  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    // Before anything logs.
    if (System.getProperty(LOGBACK_FILE) == null) {
      System.setProperty(LOGBACK_FILE, LOGBACK);
    }
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
