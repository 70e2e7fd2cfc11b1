package io.sluice.acceptance.cluster;

import java.io.FileReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/// One broker and controller of a cluster. A program of its own.
public final class Broker {
  static final String CLUSTER_ID = "cluster.id";

  private Broker() {}

  /// Argument: the file with its settings. Formats its folder when that is empty.
  public static void main(String[] args) throws Exception {
    Properties settings = read(Path.of(args[0]));
    format(settings);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
    server.startup();
    server.awaitShutdown();
  }

  private static Properties read(Path file) throws IOException {
    Properties settings = new Properties();
    try (Reader reader = new FileReader(file.toFile(), StandardCharsets.UTF_8)) {
      settings.load(reader);
    }
    return settings;
  }

  private static void format(Properties settings) throws Exception {
    Path folder = Path.of(settings.getProperty("log.dirs"));
    if (Files.exists(folder.resolve("meta.properties"))) {
      return;
    }
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setClusterId(settings.getProperty(CLUSTER_ID))
        .setNodeId(Integer.parseInt(settings.getProperty("node.id")))
        .setDirectories(List.of(folder.toString()))
        .setMetadataLogDirectory(folder.toString())
        .setControllerListenerName(settings.getProperty("controller.listener.names"))
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .run();
  }
}
