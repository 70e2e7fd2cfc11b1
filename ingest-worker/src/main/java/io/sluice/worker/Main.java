package io.sluice.worker;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs an ingest worker until the process is asked to end, or another worker takes its id.
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] args) {
    IngestWorker worker = IngestWorker.start(Map.of());
    Runtime.getRuntime().addShutdownHook(new Thread(worker::close, "worker-shutdown"));
    LOG.atInfo().addKeyValue("port", worker.port()).log("ingest worker runs");
    worker.ended().join();
  }
}
