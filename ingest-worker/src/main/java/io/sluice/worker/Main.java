package io.sluice.worker;

import java.util.Map;
import org.slf4j.LoggerFactory;

/// Runs an ingest worker until the process is asked to end, or another worker takes its id.
public final class Main {
  private static final String LOGBACK_FILE = "logback.configurationFile";

  private Main() {}

  public static void main(String[] args) {
    // Before anything logs.
    if (System.getProperty(LOGBACK_FILE) == null) {
      System.setProperty(LOGBACK_FILE, "worker-logback.xml");
    }
    IngestWorker worker = IngestWorker.start(Map.of());
    Runtime.getRuntime().addShutdownHook(new Thread(worker::retire, "worker-shutdown"));
    LoggerFactory.getLogger(Main.class)
        .atInfo()
        .addKeyValue("port", worker.port())
        .log("ingest worker runs");
    worker.ended().join();
  }
}
