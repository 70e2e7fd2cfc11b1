package io.sluice.worker;

import io.micronaut.core.type.Argument;
import io.micronaut.core.value.PropertyResolver;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.worker.ports.PortRange;
import io.sluice.worker.udp.DatagramIo;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the worker is told from outside: properties `sluice.*` and `sluice.worker.*`, or the
/// environment variables `SLUICE_*` of the same names.
///
/// @param bootstrap Kafka's bootstrap servers
/// @param partitions number of partitions of every topic
/// @param replicationFactor of the topics that are made at start
/// @param reportRetention how long reports of FFmpeg are kept on Kafka
/// @param reportInterval between reports of an FFmpeg that goes on
/// @param id of this worker, the same after each of its restarts
/// @param outDir output paths are below it
/// @param ports leases are taken from these
/// @param maxProcesses how many processes it offers to run
/// @param leaseAttempts how many blocks of ports are tried for one lease
/// @param mediaHost address that the media port is bound to; empty means every one
/// @param mediaPort UDP port of all publishers; 0 lets the system choose
/// @param mediaAddresses addresses put into candidates; empty means those of this host
/// @param mediaIo the way of media through the kernel
/// @param mediaLoops event loops of the media port
/// @param mediaTcpPort TCP port of publishers without UDP; 0 for none
/// @param httpUrl base URL as gateways reach it; empty means this host's own name for itself
/// @param publicUrl base URL as publishers reach it; empty when they cannot
/// @param ffmpeg the binary
/// @param heartbeat time between heartbeats
/// @param secretsDir files that `${secret:NAME}` is read from
/// @param connectTimeout from the offer until media must flow
/// @param consentTimeout longest silence of connectivity checks
/// @param keyFrameInterval publishers are asked for a key frame when none came for so long: the
///   length of an HLS segment, and the longest that a player waits for a picture
/// @param labels that processes may ask for
/// @param isolationLimit without contact with Kafka for so long, processes with `isolation: STOP`
///   end
/// @param drainLimit when it is asked to end, publishers may go on for so long while what it holds
///   moves to other workers; zero to end at once
public record WorkerConfig(
    String bootstrap,
    int partitions,
    int replicationFactor,
    Duration reportRetention,
    Duration reportInterval,
    WorkerId id,
    Path outDir,
    PortRange ports,
    int maxProcesses,
    int leaseAttempts,
    String mediaHost,
    int mediaPort,
    List<String> mediaAddresses,
    DatagramIo mediaIo,
    int mediaLoops,
    int mediaTcpPort,
    String httpUrl,
    String publicUrl,
    String ffmpeg,
    Duration heartbeat,
    Optional<Path> secretsDir,
    Duration connectTimeout,
    Duration consentTimeout,
    Duration keyFrameInterval,
    Map<String, String> labels,
    Duration isolationLimit,
    Duration drainLimit) {

  private static final String PREFIX = "sluice.worker.";

  static WorkerConfig from(PropertyResolver properties) {
    return new WorkerConfig(
        properties.get("sluice.bootstrap", String.class, "127.0.0.1:9092"),
        positive("sluice.partitions", properties.get("sluice.partitions", Integer.class, 12)),
        positive(
            "sluice.replication-factor",
            properties.get("sluice.replication-factor", Integer.class, 1)),
        properties.get(
            "sluice.report-retention", Duration.class, TopicCatalogue.USUAL_REPORT_RETENTION),
        duration(properties, "report-interval", Duration.ofSeconds(5)),
        workerId(properties),
        Path.of(text(properties, "out-dir", "out")).toAbsolutePath(),
        PortRange.parse(text(properties, "ports", "20000-29999")),
        positive(
            PREFIX + "max-processes", properties.get(PREFIX + "max-processes", Integer.class, 100)),
        positive(
            PREFIX + "lease-attempts",
            properties.get(PREFIX + "lease-attempts", Integer.class, 50)),
        text(properties, "media-host", ""),
        properties.get(PREFIX + "media-port", Integer.class, 8189),
        properties.get(PREFIX + "media-addresses", Argument.listOf(String.class)).orElse(List.of()),
        mediaIo(text(properties, "media-io", "auto")),
        positive(
            PREFIX + "media-loops",
            properties.get(PREFIX + "media-loops", Integer.class, usualLoops())),
        properties.get(PREFIX + "media-tcp-port", Integer.class, 0),
        withoutSlash(text(properties, "http-url", "")),
        withoutSlash(text(properties, "public-url", "")),
        text(properties, "ffmpeg", "ffmpeg"),
        duration(properties, "heartbeat", Duration.ofSeconds(2)),
        properties
            .get(PREFIX + "secrets-dir", String.class)
            .filter(dir -> !dir.isBlank())
            .map(Path::of),
        duration(properties, "connect-timeout", Duration.ofSeconds(15)),
        duration(properties, "consent-timeout", Duration.ofSeconds(30)),
        duration(properties, "key-frame-interval", Duration.ofSeconds(2)),
        labels(properties.get(PREFIX + "labels", Argument.listOf(String.class)).orElse(List.of())),
        isolationLimit(properties),
        drainLimit(properties));
  }

  private static Duration isolationLimit(PropertyResolver properties) {
    Duration limit = duration(properties, "isolation-limit", Duration.ofSeconds(4));
    Duration heartbeat = duration(properties, "heartbeat", Duration.ofSeconds(2));
    Duration lease =
        properties.get("sluice.control-plane.lease", Duration.class, Duration.ofSeconds(6));
    IsolationRule.problem(limit, heartbeat, lease)
        .ifPresent(problem -> {
          throw new IllegalArgumentException(problem);
        });
    return limit;
  }

  private static Duration drainLimit(PropertyResolver properties) {
    Duration limit = properties.get(PREFIX + "drain-limit", Duration.class, Duration.ofSeconds(10));
    if (limit.isNegative()) {
      throw new IllegalArgumentException(PREFIX + "drain-limit must not be negative");
    }
    return limit;
  }

  private static WorkerId workerId(PropertyResolver properties) {
    String id = text(properties, "id", "");
    String name = id.isBlank() ? hostName() : id;
    String problem = WorkerId.problem(name);
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(PREFIX + "id " + problem);
    }
    return new WorkerId(name);
  }

  /// Each as `name=value`.
  private static Map<String, String> labels(List<String> texts) {
    Map<String, String> labels = new HashMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            PREFIX + "labels must be name=value, separated by commas; is " + text);
      }
      labels.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
    }
    return labels;
  }

  private static DatagramIo mediaIo(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "auto" -> DatagramIo.AUTO;
      case "native" -> DatagramIo.NATIVE;
      case "nio" -> DatagramIo.NIO;
      default ->
          throw new IllegalArgumentException(
              PREFIX + "media-io must be auto, native or nio, is " + name);
    };
  }

  /// FFmpeg takes several times what a stream takes of a loop: a loop for each 8 cores is never the
  /// narrow place.
  private static int usualLoops() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 8);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "this host does not know its name: set " + PREFIX + "id", e);
    }
  }

  private static String text(PropertyResolver properties, String name, String fallback) {
    return properties.get(PREFIX + name, String.class, fallback).strip();
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private static Duration duration(PropertyResolver properties, String name, Duration fallback) {
    Duration value = properties.get(PREFIX + name, Duration.class, fallback);
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(PREFIX + name + " must be longer than zero");
    }
    return value;
  }

  private static int positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, is " + value);
    }
    return value;
  }
}
